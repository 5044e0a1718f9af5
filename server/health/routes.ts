import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../db/client.ts";
import type { Replica } from "../../db/replica.ts";
import { problems } from "../contract.ts";
import type { Catalogue } from "../matching/catalogue.ts";
import type { SearchEngine } from "../search/engine.ts";
import { Health } from "./contract.ts";
import { judgeHealth } from "./judge-health.ts";
import { reachDatabase, reachSearch } from "./observe.ts";

export interface HealthDependencies {
  database: Database;
  catalogue: Catalogue;
  engine: SearchEngine;
  /** A read replica of the database; left out: there is none. */
  replica?: Replica | undefined;
  clock: () => Date;
  /** Whether the instance was asked to stop; left out: never. */
  stopping?: (() => boolean) | undefined;
}

export const healthRoutes: FastifyPluginAsyncTypebox<HealthDependencies> = async (
  app,
  { database, catalogue, engine, replica, clock, stopping = () => false },
) => {
  app.get(
    "/health",
    {
      config: { access: "anyone", withoutDatabase: true },
      schema: {
        operationId: "readHealth",
        summary: "Whether this instance can serve",
        tags: ["health"],
        response: { 200: Health, 503: Health, ...problems(429) },
      },
    },
    async (_request, reply) => {
      const [reached, found] = await Promise.all([reachDatabase(database), reachSearch(engine)]);
      const observed = {
        ...{ database: reached, search: found, stopping: stopping(), catalogue },
        standing: engine.standing?.(),
        replica: replica?.standing(),
      };
      const health = judgeHealth(observed, clock());
      const serving = health.status === "ok" || health.status === "degraded";
      return reply.status(serving ? 200 : 503).send(health);
    },
  );
};
