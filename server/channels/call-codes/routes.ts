import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../../db/client.ts";
import type { Config } from "../../config.ts";
import { problems } from "../../contract.ts";
import { makeCallCode } from "./call-code.ts";
import { CallCode } from "./contract.ts";

/** The code by which staff who call prove themselves. */
export const callCodeRoutes: FastifyPluginAsyncTypebox<{
  config: Config;
  database: Database;
  clock: () => Date;
}> = async (app, { config, database, clock }) => {
  app.post(
    "/me/call-code",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "makeCallCode",
        summary: "Draw a new code for stating counts by phone",
        tags: ["channels"],
        response: { 200: CallCode, ...problems(401, 403, 429) },
      },
    },
    ({ viewer }) =>
      makeCallCode(database, viewer, { secret: config.authSecret ?? "", now: clock() }),
  );
};
