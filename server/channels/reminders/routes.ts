import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../../db/client.ts";
import type { Config } from "../../config.ts";
import { problems } from "../../contract.ts";
import { StopAnswer, StopInput } from "./contract.ts";
import { stopReminders } from "./stop-reminders.ts";

const tags = ["channels"];

/** When staff are reminded of their counts, and how a reader ends that. */
export const reminderRoutes: FastifyPluginAsyncTypebox<{
  config: Config;
  database: Database;
  clock: () => Date;
}> = async (app, { config, database, clock }) => {
  app.post(
    "/reminders/stop",
    {
      config: { access: "anyone" },
      schema: {
        operationId: "stopReminders",
        summary: "End the reminders of whom the link was mailed to, or bring them back",
        tags,
        body: StopInput,
        response: { 200: StopAnswer, ...problems(400, 404, 429) },
      },
    },
    ({ body }) => stopReminders(database, body, { secret: config.authSecret ?? "", now: clock() }),
  );
};
