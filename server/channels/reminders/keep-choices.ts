import type { Database, Reader } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import type { ReminderChoice, ReminderInput } from "./contract.ts";
import { defaultChoices } from "./plan-reminders.ts";
import { searchedSince } from "./remind.ts";
import { findChoices, findStopped, wasShown, writeChoices } from "./remind.repo.ts";

/** When the program's staff are reminded. */
export const readChoices = async (
  reader: Reader,
  { id }: LedProgram,
  now: Date,
): Promise<ReminderChoice> => {
  const [found, searchedFor, stopped] = await Promise.all([
    findChoices(reader, id),
    wasShown(reader, id, searchedSince(now)),
    findStopped(reader, id),
  ]);
  const choices = found ?? defaultChoices;
  return {
    enabled: choices.enabled,
    from_minute: choices.fromMinute,
    to_minute: choices.toMinute,
    escalate: choices.escalate,
    searched_for: searchedFor,
    stopped,
  };
};

/** Changes when they are, from the next look on. */
export const changeChoices = async (
  database: Database,
  program: LedProgram,
  { enabled, from_minute, to_minute, escalate }: ReminderInput,
  now: Date,
): Promise<ReminderChoice> => {
  const choices = { enabled, fromMinute: from_minute, toMinute: to_minute, escalate };
  await database.transaction(async (tx) => {
    await writeChoices(tx, program.id, choices, now);
    await recordAudit(tx, {
      actor: program.viewer,
      action: "reminders_changed",
      subject: { type: "program", id: program.id },
      details: { enabled, from_minute, to_minute, escalate },
    });
  });
  return readChoices(database.read, program, now);
};
