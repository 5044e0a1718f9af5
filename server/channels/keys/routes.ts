import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeAdministration } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import { ApiKey, ApiKeyInput, ApiKeyList, ApiKeyMade } from "./contract.ts";
import { listKeys, makeKey, revokeKey } from "./keep-keys.ts";

const access = { roles: ["provider", "administrator"] } as const;
const tags = ["channels"];

/** Keys of programs' own systems, for leads and administrators. */
export const keyRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: () => Date;
}> = async (app, { database, clock }) => {
  app.get(
    "/api-keys",
    {
      config: { access },
      schema: {
        operationId: "listApiKeys",
        summary: "API keys of the programs that the viewer looks after",
        tags,
        response: { 200: ApiKeyList, ...problems(401, 403, 404, 429) },
      },
    },
    async ({ viewer }) =>
      listKeys(database.read, await authorizeAdministration(database.read, viewer)),
  );

  app.post(
    "/api-keys",
    {
      config: { access },
      schema: {
        operationId: "makeApiKey",
        summary: "Make an API key by which a program's own system states counts",
        description:
          "The key is answered this once. A system sends it as `Authorization: Bearer …` and may state and read the bed reports of its programs, nothing else.",
        tags,
        body: ApiKeyInput,
        response: { 200: ApiKeyMade, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async ({ viewer, body }) =>
      makeKey(database, await authorizeAdministration(database.read, viewer), body, clock()),
  );

  app.post(
    "/api-keys/:id/revoke",
    {
      config: { access },
      schema: {
        operationId: "revokeApiKey",
        summary: "End an API key from this moment on",
        tags,
        params: Type.Object({ id: Uuid }),
        response: { 200: ApiKey, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async ({ viewer, params }) =>
      revokeKey(database, await authorizeAdministration(database.read, viewer), params.id, clock()),
  );
};
