import type { Reader } from "../../../db/client.ts";
import { findExceptions, findShifts } from "../reminders/remind.repo.ts";
import { onDutyAt } from "./on-duty.ts";

const day = 86_400_000;

/** A local date that is surely before every one that still matters at `now`. */
export const dayBefore = (now: Date): string =>
  new Date(now.getTime() - 3 * day).toISOString().slice(0, 10);

/** Ids of who is on duty at `now`, by program. */
export const findOnDuty = async (
  reader: Reader,
  programs: readonly { id: string; timeZone: string | null }[],
  now: Date,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const ids = programs.map(({ id }) => id);
  const [shifts, exceptions] = await Promise.all([
    findShifts(reader, ids),
    findExceptions(reader, ids, dayBefore(now)),
  ]);
  return new Map(
    programs.map(({ id, timeZone }) => {
      const own = <Row extends { programId: string }>(rows: readonly Row[]) =>
        rows.filter(({ programId }) => programId === id);
      const plan = { shifts: own(shifts), exceptions: own(exceptions) };
      return [id, onDutyAt({ timeZone: timeZone ?? "UTC", ...plan }, now)];
    }),
  );
};
