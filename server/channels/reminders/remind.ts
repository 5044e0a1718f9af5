import type { Database, Reader, Writer } from "../../../db/client.ts";
import type { ReminderKind } from "../../../db/codes.ts";
import { freshHours } from "../../directory/freshness.ts";
import { findOnDuty } from "../duty/find-on-duty.ts";
import type { LinkSender } from "../links/send-link.ts";
import {
  defaultChoices,
  planReminders,
  restMs,
  type RemindableProgram,
  type Reminder,
} from "./plan-reminders.ts";
import {
  claimReminder,
  findAgingPrograms,
  findCountedAt,
  findReminderReaders,
  findRemindersOf,
  findSentReminders,
} from "./remind.repo.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** How long a search that showed a program counts as somebody looking. */
export const searchedWithinDays = 7;

/** Since which day a search counts. */
export const searchedSince = (now: Date): string =>
  new Date(now.getTime() - searchedWithinDays * day).toISOString().slice(0, 10);

/** One message to one person, as the queue carries it. */
export interface ReminderTask {
  program_id: string;
  user_id: string;
  kind: ReminderKind;
  observed_at: string;
}

const readPrograms = async (reader: Reader, now: Date): Promise<RemindableProgram[]> => {
  const found = await findAgingPrograms(reader, {
    before: new Date(now.getTime() - freshHours * hour),
    searchedSince: searchedSince(now),
  });
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const counts = found.map(({ id, countedAt }) => ({ programId: id, observedAt: countedAt }));
  const [readers, onDuty, lately, ofCounts] = await Promise.all([
    findReminderReaders(reader, ids),
    findOnDuty(reader, found, now),
    findSentReminders(reader, ids, new Date(now.getTime() - restMs)),
    findRemindersOf(reader, counts),
  ]);
  const staffOf = Map.groupBy(readers, ({ programId }) => programId);
  const sentTo = Map.groupBy([...lately, ...ofCounts], ({ programId }) => programId);
  return found.map(({ choices, ...program }) => {
    const staff = staffOf.get(program.id) ?? [];
    const idsOf = (people: typeof staff) => people.map(({ id }) => id);
    return {
      ...program,
      choices: choices ?? defaultChoices,
      onDuty: idsOf(staff.filter(({ id }) => onDuty.get(program.id)?.has(id))),
      leads: idsOf(staff.filter(({ lead }) => lead)),
      staff: idsOf(staff),
      sent: sentTo.get(program.id) ?? [],
    };
  });
};

/**
 * Plans what is due at `now` and puts a message for each reader. Of instances that do so at once one
 * claims each reminder; a claim and its messages are in one transaction.
 * @returns how many messages were put
 */
export const remind = async (
  database: Database,
  now: Date,
  put: (tx: Writer, task: ReminderTask) => Promise<unknown>,
): Promise<number> => {
  const planned = planReminders(now, await readPrograms(database.read, now));
  const claim = ({ programId, kind, observedAt, to }: Reminder) =>
    database.transaction(async (tx) => {
      if (!(await claimReminder(tx, { programId, kind, observedAt, sentAt: now }))) return 0;
      for (const userId of to) {
        const task = { program_id: programId, user_id: userId, kind };
        await put(tx, { ...task, observed_at: observedAt.toISOString() });
      }
      return to.length;
    });
  let messages = 0;
  for (const reminder of planned) messages += await claim(reminder);
  return messages;
};

/**
 * Sends one message with a link, unless the count was confirmed meanwhile, or its reader left or
 * wants no more.
 */
export const sendReminder = async (
  database: Database,
  { program_id, user_id, observed_at }: ReminderTask,
  { sender, now }: { sender: LinkSender; now: Date },
): Promise<void> => {
  const countedAt = await findCountedAt(database.read, program_id);
  if (countedAt === null || countedAt.toISOString() !== observed_at) return;
  const readers = await findReminderReaders(database.read, [program_id]);
  const reader = readers.find(({ id }) => id === user_id);
  if (!reader) return;
  const of = { programId: program_id, userId: user_id, sentBy: null };
  await sender.sendSomehow(reader, of, now);
};
