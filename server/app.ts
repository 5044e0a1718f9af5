import fastifyHelmet from "@fastify/helmet";
import fastifyRateLimit from "@fastify/rate-limit";
import fastifySwagger from "@fastify/swagger";
import fastifySwaggerUi from "@fastify/swagger-ui";
import Fastify, { type FastifyInstance } from "fastify";
import type { Database } from "../db/client.ts";
import { accessRoutes } from "./access/routes.ts";
import { anonymous, type Viewer } from "./access/viewer.ts";
import { availabilityRoutes } from "./availability/routes.ts";
import type { Config } from "./config.ts";
import { directoryRoutes } from "./directory/routes.ts";
import { healthRoutes } from "./health/routes.ts";
import type { LiveHub } from "./live/hub.ts";
import { liveRoutes } from "./live/routes.ts";
import type { Catalogue } from "./matching/catalogue.ts";
import { matchingRoutes } from "./matching/routes.ts";
import { hoistNamedSchemas } from "./openapi.ts";
import { answerProblems } from "./problems.ts";
import type { SearchEngine } from "./search/engine.ts";
import { validatorCompiler } from "./validation.ts";
import { webFiles } from "./web-files.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, as the session says; set before any handler runs. */
    viewer: Viewer;
  }
}

export interface Dependencies {
  config: Config;
  database: Database;
  clock: () => Date;
  catalogue: Catalogue;
  engine: SearchEngine;
  hub: LiveHub;
  /** The built web app; without it only the interface is served. */
  webFolder?: string;
}

/** Builds the one app, in production as in tests. */
export const buildApp = async (dependencies: Dependencies): Promise<FastifyInstance> => {
  const { config } = dependencies;
  const app: FastifyInstance = Fastify({
    logger: config.logLevel === "silent" ? false : { level: config.logLevel },
    bodyLimit: 256 * 1024,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.decorateRequest("viewer", { getter: () => anonymous });
  answerProblems(app);
  await app.register(fastifyHelmet);
  await app.register(fastifyRateLimit, { max: config.rateLimitPerMinute });
  await app.register(fastifySwagger, {
    transformObject: (given) =>
      "openapiObject" in given ? hoistNamedSchemas(given.openapiObject) : given.swaggerObject,
    openapi: {
      openapi: "3.1.0",
      info: { title: "Harborlight", version: "0.1.0", description: "Finds a safe bed tonight." },
    },
  });
  await app.register(fastifySwaggerUi, { routePrefix: "/docs" });
  await app.register(
    async (api) => {
      await api.register(accessRoutes, dependencies);
      await api.register(directoryRoutes, dependencies);
      await api.register(availabilityRoutes, dependencies);
      await api.register(matchingRoutes, dependencies);
      await api.register(liveRoutes, dependencies);
      await api.register(healthRoutes, dependencies);
    },
    { prefix: "/api" },
  );
  await app.register(webFiles, dependencies);
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  return app;
};
