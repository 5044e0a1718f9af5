import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import type { ReminderKind } from "../../../db/codes.ts";
import {
  bedPools,
  dutyExceptions,
  dutyShifts,
  programs,
  programShowings,
  programStaff,
  reminders,
  reminderSettings,
  reminderStops,
  sites,
  users,
} from "../../../db/schema/index.ts";
import type { ReminderChoices } from "./plan-reminders.ts";

export interface AgingProgram {
  id: string;
  timeZone: string | null;
  pausedUntil: Date | null;
  countedAt: Date;
  choices: ReminderChoices | null;
  searchedFor: boolean;
}

const choicesOf = {
  enabled: reminderSettings.enabled,
  fromMinute: reminderSettings.fromMinute,
  toMinute: reminderSettings.toMinute,
  escalate: reminderSettings.escalate,
};

/** Active programs whose oldest count was true before `before`. */
export const findAgingPrograms = async (
  reader: Reader,
  { before, searchedSince }: { before: Date; searchedSince: string },
): Promise<AgingProgram[]> => {
  const countedAt = sql<Date>`min(${bedPools.observedAt})`.mapWith(bedPools.observedAt);
  const rows = await reader
    .select({
      id: programs.id,
      timeZone: sites.timeZone,
      pausedUntil: programs.intakePausedUntil,
      countedAt,
      choices: choicesOf,
      searchedFor: sql<boolean>`exists (select from ${programShowings}
        where ${programShowings.programId} = ${programs.id}
          and ${programShowings.day} >= ${searchedSince}::date)`,
    })
    .from(programs)
    .innerJoin(bedPools, eq(bedPools.programId, programs.id))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .leftJoin(reminderSettings, eq(reminderSettings.programId, programs.id))
    .where(eq(programs.status, "active"))
    .groupBy(programs.id, sites.timeZone, reminderSettings.programId)
    .having(sql`${countedAt} < ${before.toISOString()}::timestamptz`);
  return rows;
};

/** When the program's oldest count was true; null: none was given. */
export const findCountedAt = async (reader: Reader, programId: string): Promise<Date | null> => {
  const [row] = await reader
    .select({
      countedAt: sql<Date | null>`min(${bedPools.observedAt})`.mapWith(bedPools.observedAt),
    })
    .from(bedPools)
    .where(eq(bedPools.programId, programId));
  return row?.countedAt ?? null;
};

export interface ReminderReader {
  programId: string;
  id: string;
  name: string;
  email: string;
  lead: boolean;
}

/** Staff of these programs who read reminders: with an account that is open, and who did not stop. */
export const findReminderReaders = (
  reader: Reader,
  programIds: readonly string[],
): Promise<ReminderReader[]> =>
  reader
    .select({
      programId: programStaff.programId,
      id: users.id,
      name: users.name,
      email: users.email,
      lead: programStaff.lead,
    })
    .from(programStaff)
    .innerJoin(users, eq(users.id, programStaff.userId))
    .leftJoin(reminderStops, eq(reminderStops.userId, users.id))
    .where(
      and(
        inArray(programStaff.programId, [...programIds]),
        eq(users.role, "provider"),
        isNull(users.closedAt),
        isNull(reminderStops.userId),
      ),
    )
    .orderBy(users.name, users.id);

export const findShifts = (reader: Reader, programIds: readonly string[]) =>
  reader
    .select()
    .from(dutyShifts)
    .where(inArray(dutyShifts.programId, [...programIds]))
    .orderBy(dutyShifts.weekday, dutyShifts.startsMinute, dutyShifts.id);

/** Exceptions of these programs from this local date on. */
export const findExceptions = (reader: Reader, programIds: readonly string[], from: string) =>
  reader
    .select()
    .from(dutyExceptions)
    .where(
      and(
        inArray(dutyExceptions.programId, [...programIds]),
        sql`${dutyExceptions.day} >= ${from}::date`,
      ),
    )
    .orderBy(dutyExceptions.day, dutyExceptions.id);

export const findSentReminders = (reader: Reader, programIds: readonly string[], since: Date) =>
  reader
    .select()
    .from(reminders)
    .where(and(inArray(reminders.programId, [...programIds]), gt(reminders.sentAt, since)));

/** Those of the counts for which a reminder of any age was sent. */
export const findRemindersOf = (
  reader: Reader,
  counts: readonly { programId: string; observedAt: Date }[],
) =>
  reader
    .select()
    .from(reminders)
    .where(
      sql`(${reminders.programId}, ${reminders.observedAt}) in (
        select (c->>'programId')::uuid, (c->>'observedAt')::timestamptz
        from json_array_elements(${JSON.stringify(counts)}::json) c)`,
    );

/** Claims a reminder for this instance; false: another has sent it, or is sending it. */
export const claimReminder = async (
  tx: Writer,
  reminder: { programId: string; kind: ReminderKind; observedAt: Date; sentAt: Date },
): Promise<boolean> => {
  const rows = await tx
    .insert(reminders)
    .values(reminder)
    .onConflictDoNothing()
    .returning({ id: reminders.id });
  return rows.length > 0;
};

export const findChoices = async (
  reader: Reader,
  programId: string,
): Promise<ReminderChoices | undefined> => {
  const [row] = await reader
    .select(choicesOf)
    .from(reminderSettings)
    .where(eq(reminderSettings.programId, programId));
  return row;
};

export const writeChoices = async (
  tx: Writer,
  programId: string,
  choices: ReminderChoices,
  now: Date,
): Promise<void> => {
  await tx
    .insert(reminderSettings)
    .values({ programId, ...choices, updatedAt: now })
    .onConflictDoUpdate({
      target: reminderSettings.programId,
      set: { ...choices, updatedAt: now },
    });
};

/** Whether a search showed the program since this day. */
export const wasShown = async (
  reader: Reader,
  programId: string,
  since: string,
): Promise<boolean> => {
  const rows = await reader
    .select({ day: programShowings.day })
    .from(programShowings)
    .where(
      and(eq(programShowings.programId, programId), sql`${programShowings.day} >= ${since}::date`),
    )
    .limit(1);
  return rows.length > 0;
};

/** Names of the program's staff who want no reminder. */
export const findStopped = async (reader: Reader, programId: string): Promise<string[]> => {
  const rows = await reader
    .select({ name: users.name })
    .from(programStaff)
    .innerJoin(users, eq(users.id, programStaff.userId))
    .innerJoin(reminderStops, eq(reminderStops.userId, users.id))
    .where(and(eq(programStaff.programId, programId), isNull(users.closedAt)))
    .orderBy(users.name);
  return rows.map(({ name }) => name);
};
