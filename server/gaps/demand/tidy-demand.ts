import { shuffle } from "d3-array";
import type { Database } from "../../../db/client.ts";
import { listCounties } from "../../directory/places.ts";
import { takeEndedRequests } from "./count-requests.repo.ts";
import { findFacts, findUnpublishedMonths, insertMonth } from "./demand-facts.repo.ts";
import { forgetBefore, insertEvents } from "./demand.repo.ts";
import { publishMonth } from "./publish-month.ts";
import { toRequestEvents } from "./to-request-events.ts";

const atOnce = 500;
/** Months for which events are kept (rule 11). */
const keptMonths = 24;
/** Days after a month's end until its figures are published: what ended then has been counted. */
const settlingDays = 2;
const day = 86_400_000;

const monthsBefore = (moment: Date, months: number): Date =>
  new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() - months, moment.getUTCDate()));

/** First day of the last month that may be published at `now`. */
const lastWholeMonth = (now: Date): string => {
  const settled = new Date(now.getTime() - settlingDays * day);
  return new Date(Date.UTC(settled.getUTCFullYear(), settled.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 10);
};

/** Writes the events of requests that have ended since; answers how many requests. */
export const countRequests = async (database: Database): Promise<number> => {
  let counted = 0;
  for (;;) {
    const taken = await database.transaction(async (tx) => {
      const ended = await takeEndedRequests(tx, atOnce);
      await insertEvents(tx, shuffle(ended.flatMap(toRequestEvents)));
      return ended.length;
    });
    counted += taken;
    if (taken < atOnce) return counted;
  }
};

const countiesByState = (): ReadonlyMap<string, readonly string[]> => {
  const byState = Map.groupBy(listCounties().items, ({ state }) => state);
  return new Map([...byState].map(([state, all]) => [state, all.map(({ fips }) => fips)]));
};

/** Publishes the figures of every whole month that has settled; answers their first days. */
export const publishMonths = async (database: Database, now: Date): Promise<string[]> => {
  const months = await findUnpublishedMonths(database.read, lastWholeMonth(now));
  for (const month of months) {
    await database.transaction(async (tx) =>
      insertMonth(tx, month, publishMonth(await findFacts(tx, month), countiesByState())),
    );
  }
  return months;
};

/** Counts requests, publishes months, and forgets what was kept long enough. */
export const tidyDemand = async (database: Database, now: Date): Promise<void> => {
  await countRequests(database);
  await publishMonths(database, now);
  await database.transaction((tx) => forgetBefore(tx, monthsBefore(now, keptMonths)));
};
