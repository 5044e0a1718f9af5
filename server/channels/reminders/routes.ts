import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeLead } from "../../access/authorize-leading.ts";
import type { Config } from "../../config.ts";
import { problems, Uuid } from "../../contract.ts";
import { Duty, DutyInput } from "../duty/contract.ts";
import { changeDuty, readDuty } from "../duty/keep-duty.ts";
import { ReminderChoice, ReminderInput, StopAnswer, StopInput } from "./contract.ts";
import { changeChoices, readChoices } from "./keep-choices.ts";
import { stopReminders } from "./stop-reminders.ts";

const tags = ["channels"];

const access = { roles: ["provider"] } as const;
const params = Type.Object({ id: Uuid });

/** When staff are reminded of their counts and who is on duty, and how a reader ends that. */
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

  app.get(
    "/programs/:id/duty",
    {
      config: { access },
      schema: {
        operationId: "readDuty",
        summary: "Who is on duty when, for leads",
        tags,
        params,

        response: { 200: Duty, ...problems(400, 401, 403, 404, 429) },
      },
    },
    ({ viewer, params: { id } }) => readDuty(database.read, authorizeLead(viewer, id), clock()),
  );

  app.put(
    "/programs/:id/duty",
    {
      config: { access },
      schema: {
        operationId: "changeDuty",
        summary: "Replace the rota of who is on duty",
        tags,
        params,
        body: DutyInput,
        response: { 200: Duty, ...problems(400, 401, 403, 404, 429) },
      },
    },
    ({ viewer, params: { id }, body }) =>
      changeDuty(database, authorizeLead(viewer, id), body, clock()),
  );

  app.get(
    "/programs/:id/reminders",
    {
      config: { access },
      schema: {
        operationId: "readReminderChoices",
        summary: "When staff are reminded of their counts",
        tags,
        params,

        response: { 200: ReminderChoice, ...problems(400, 401, 403, 404, 429) },
      },
    },
    ({ viewer, params: { id } }) => readChoices(database.read, authorizeLead(viewer, id), clock()),
  );

  app.put(
    "/programs/:id/reminders",
    {
      config: { access },
      schema: {
        operationId: "changeReminderChoices",
        summary: "Choose when staff are reminded of their counts",
        tags,
        params,
        body: ReminderInput,
        response: { 200: ReminderChoice, ...problems(400, 401, 403, 404, 429) },
      },
    },
    ({ viewer, params: { id }, body }) =>
      changeChoices(database, authorizeLead(viewer, id), body, clock()),
  );
};
