import type { Database } from "../../../db/client.ts";
import { asRole } from "../../../db/roles.ts";
import { findMonths, findMonthVersions } from "./demand-facts.repo.ts";
import type { PublishedMonth } from "./publish-month.ts";

interface KeptMonth {
  readonly version: string;
  readonly figures: PublishedMonth;
}

/** As many as events are kept for, and the month that is running. */
const mostKept = 25;
const keptOf = new WeakMap<Database, Map<string, KeptMonth>>();

/**
 * The published months between two first days, both included, the oldest first. Each is read once:
 * a published month stays as it is, and is large where many counties are told.
 */
export const readMonths = async (
  database: Database,
  from: string,
  to: string,
): Promise<{ month: string; figures: PublishedMonth }[]> => {
  const kept = keptOf.get(database) ?? new Map<string, KeptMonth>();
  keptOf.set(database, kept);
  return database.transaction((tx) =>
    asRole(tx, "harborlight_analyst", async () => {
      const published = (await findMonthVersions(tx, from, to)).map(({ month, version }) => {
        const known = kept.get(month);
        return { month, version, figures: known?.version === version ? known.figures : undefined };
      });
      const unread = published.flatMap(({ month, figures }) => (figures ? [] : month));
      const read = unread.length === 0 ? undefined : await findMonths(tx, unread);
      if (kept.size + unread.length > mostKept) kept.clear();
      return published.flatMap(({ month, version, figures = read?.get(month) }) => {
        if (!figures) return [];
        kept.set(month, { version, figures });
        return { month, figures };
      });
    }),
  );
};

/** What is published of these months, as a text that is another once any of them is. */
export const monthsVersion = async (
  database: Database,
  from: string,
  to: string,
): Promise<string> => {
  const versions = await database.transaction((tx) =>
    asRole(tx, "harborlight_analyst", () => findMonthVersions(tx, from, to)),
  );
  return versions.map(({ month, version }) => `${month} ${version}`).join();
};
