import { median } from "d3-array";
import type { ProgramFigures } from "./contract.ts";
import type { AskedHold } from "./figures.repo.ts";

const minute = 60_000;

/** The state by the clock: an expired hold is expired whether or not that was written down. */
const stateAt = ({ state, expiresAt }: AskedHold, now: Date): AskedHold["state"] =>
  (state === "waiting" || state === "accepted") && expiresAt <= now ? "expired" : state;

/** When the program itself said yes or no; a request that ended otherwise was never answered. */
const answeredAt = ({ acceptedAt, state, endedAt }: AskedHold): Date | null =>
  acceptedAt ?? (state === "declined" ? endedAt : null);

const counted = <Key extends string>(keys: readonly Key[]): [Key, number][] =>
  [...Map.groupBy(keys, (key) => key)]
    .map(([key, all]): [Key, number] => [key, all.length])
    .sort(([one, a], [other, b]) => b - a || one.localeCompare(other));

/** Requests to one program by outcome and reason, and how long it took to answer them. */
export const tellRequests = (
  asked: readonly AskedHold[],
  now: Date,
): ProgramFigures["requests"] => {
  const waits = asked.flatMap((hold) => {
    const at = answeredAt(hold);
    return at === null ? [] : [(at.getTime() - hold.askedAt.getTime()) / minute];
  });
  const middle = median(waits);
  return {
    total: asked.length,
    outcomes: counted(asked.map((hold) => stateAt(hold, now))).map(([outcome, count]) => ({
      ...{ outcome, count },
    })),
    reasons: counted(
      asked.flatMap(({ declineReason }) => (declineReason === null ? [] : [declineReason])),
    ).map(([reason, count]) => ({ reason, count })),
    answer_minutes: middle === undefined ? null : Math.round(middle * 10) / 10,
  };
};
