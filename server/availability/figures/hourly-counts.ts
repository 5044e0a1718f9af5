import type { ProgramFigures } from "./contract.ts";
import type { CountRow } from "./figures.repo.ts";

const hour = 3_600_000;
const freshFor = 4 * hour;
const usableFor = 12 * hour;

type Hour = ProgramFigures["hours"][number];

const summed = (values: readonly (number | null | undefined)[]): number | null =>
  values.reduce<number | null>(
    (sum, value) => (sum === null || value == null ? null : sum + value),
    values.length === 0 ? null : 0,
  );

/**
 * How the beds stood at the end of each full hour of the span that is over at `now`, as it was known
 * then: a count that came late counts from when it was received, and its age from when it was true.
 */
export const tellHours = (
  poolIds: readonly string[],
  counts: readonly CountRow[],
  { from, to }: { from: Date; to: Date },
  now: Date,
): Hour[] => {
  const waiting = counts.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const newest = new Map<string, CountRow>();
  const until = Math.min(to.getTime(), now.getTime());
  const hours: Hour[] = [];
  let next = 0;
  for (let at = from.getTime(); at + hour <= until; at += hour) {
    let reports = 0;
    for (; next < waiting.length; next += 1) {
      const count = waiting[next];
      if (!count || count.receivedAt.getTime() > at + hour) break;
      if (count.receivedAt.getTime() > at) reports += 1;
      const known = newest.get(count.poolId);
      if (!known || known.observedAt <= count.observedAt) newest.set(count.poolId, count);
    }
    const standing = poolIds.map((id) => newest.get(id));
    const within = (most: number) =>
      poolIds.length > 0 &&
      standing.every((count) => count && at + hour - count.observedAt.getTime() <= most);
    hours.push({
      at: new Date(at).toISOString(),
      open: summed(standing.map((count) => count?.open)),
      total: summed(standing.map((count) => count?.total)),
      ...{ fresh: within(freshFor), usable: within(usableFor), reports },
    });
  }
  return hours;
};
