import fastifySwagger from "@fastify/swagger";
import fastifySwaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { completeDocument, describeRoute } from "../openapi.ts";
import { stateAccess } from "./identify-viewer.ts";

/** Describes every route that is registered after it in the OpenAPI document. */
export const describeRoutes = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifySwagger, {
    transform: ({ schema, url, route }) => ({
      schema: describeRoute(schema, route.config?.access ?? "signed-in", route.config?.apiKeys),
      url,
    }),
    transformObject: (given) =>
      "openapiObject" in given ? completeDocument(given.openapiObject) : given.swaggerObject,
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Harborlight",
        version: "0.1.0",
        description: "Finds a safe bed tonight for a commercially sexually exploited child.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          apiKey: {
            type: "http",
            scheme: "bearer",
            description: "The key of a program's own system, which its lead makes",
          },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "harborlight.session_token",
            description: "Set by signing in; its name begins with __Secure- over https",
          },
        },
      },
    },
  });
};

/** Serves the document at /openapi.json, and readable at /docs under a policy of its own. */
export const serveDocumentation = async (app: FastifyInstance): Promise<void> => {
  await app.register(async (scope) => {
    stateAccess(scope, "anyone");
    await scope.register(fastifySwaggerUi, {
      routePrefix: "/docs",
      uiConfig: { validatorUrl: null },
      staticCSP: {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
      },
    });
    scope.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  });
};
