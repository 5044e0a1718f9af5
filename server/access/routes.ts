import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { problems } from "../contract.ts";
import { Me } from "./contract.ts";
import { readMe } from "./read-me.ts";

export interface AccessDependencies {
  database: Database;
  config: Config;
}

export const accessRoutes: FastifyPluginAsyncTypebox<AccessDependencies> = async (
  app,
  { database, config },
) => {
  app.get(
    "/me",
    {
      schema: {
        operationId: "readMe",
        summary: "Who the viewer is, and what this instance offers",
        tags: ["access"],
        response: { 200: Me, ...problems(429) },
      },
    },
    (request) => readMe(database.read, request.viewer, config),
  );
};
