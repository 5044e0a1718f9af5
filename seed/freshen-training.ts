import { announce } from "../db/change-feed.ts";
import type { Database } from "../db/client.ts";
import {
  appendReports,
  lockPools,
  updateFigures,
} from "../server/availability/availability.repo.ts";
import { judgeBedReport } from "../server/availability/judge-bed-report.ts";
import type { PoolListing } from "./listing.ts";
import { findSeeded } from "./listings.repo.ts";
import { trainingListings } from "./training.ts";

const hour = 3_600_000;
/** A count may look this much older than it was written to look before it is said again. */
const leeway = hour;

const newestOf = (pool: PoolListing) => pool.reports?.at(-1);

const freshenProgram = (
  database: Database,
  programId: string,
  listed: readonly PoolListing[],
  now: Date,
): Promise<boolean> =>
  database.transaction(async (tx) => {
    const pools = await lockPools(tx, programId);
    const due = listed.flatMap((listing) => {
      const pool = pools.find(({ label }) => label === listing.label);
      const newest = newestOf(listing);
      if (!pool?.observedAt || !newest) return [];
      const observedAt = new Date(now.getTime() - newest.hoursAgo * hour);
      if (pool.observedAt.getTime() >= observedAt.getTime() - leeway) return [];
      const { open, total, keptForMissing = 0 } = newest;
      const count = { pool_id: pool.id, open, total, kept_for_missing: keptForMissing };
      return [
        judgeBedReport(
          pools,
          { pools: [count], observed_at: observedAt.toISOString() },
          { now, source: "import", reportedBy: null },
        ),
      ];
    });
    if (due.length === 0) return false;
    await appendReports(
      tx,
      due.flatMap(({ reports }) => reports),
    );
    await updateFigures(
      tx,
      due.flatMap(({ changed }) => changed),
    );
    await announce(tx, "program", programId);
    return true;
  });

/**
 * States the counts of the fictional programs again, each as long before `now` as it was written,
 * so that a demonstration started days after its seeding still shows counts of every age. It is a
 * statement like any other, under the pools' locks and kept in history; counts that somebody gave
 * since then stay. It knows the training listings only, so that it cannot touch a real program.
 * @returns how many programs it spoke for
 */
export const freshenTraining = async (database: Database, now: Date): Promise<number> => {
  const listings = trainingListings(now).filter(({ pools }) => pools?.some(newestOf));
  const seeded = await database.transaction((tx) =>
    findSeeded(
      tx,
      listings.map(({ key }) => key),
    ),
  );
  let freshened = 0;
  for (const { key, pools = [] } of listings) {
    const program = seeded.get(key);
    if (program && (await freshenProgram(database, program.programId, pools, now))) freshened++;
  }
  return freshened;
};
