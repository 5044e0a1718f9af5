import { isDeepStrictEqual } from "node:util";
import { v7 } from "uuid";
import type { Database } from "../../../db/client.ts";
import type { AskingWorker } from "../../access/authorize-placements.ts";
import { DomainError } from "../../errors.ts";
import type { Catalogue } from "../../matching/catalogue.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import { minutesAfter } from "../limits.ts";
import { coarse } from "../place-request.ts";
import { mostWatches, watchHours, type Watch, type WatchInput } from "./contract.ts";
import { startingFindings } from "./look-at-watches.ts";
import { toWatch } from "./public-watch.ts";
import { findOwnWatches, insertWatch, lockWatcher, noteFinding } from "./watches.repo.ts";

const settle = ({ need }: WatchInput) => {
  const search = resolveNeed(need);
  return {
    ...coarse(search),
    kinds: [...search.kinds],
    withinMiles: search.withinMiles === null ? null : Math.ceil(search.withinMiles),
    dedicatedOnly: search.dedicatedOnly,
  };
};

/**
 * Waits a day for a bed that fits the need; what is open already is not told. The same need again
 * is the watch that runs.
 * @throws DomainError `invalid_input`, `unknown_place`; `conflict` beyond `mostWatches`
 */
export const beginWatch = (
  { database, catalogue, clock }: { database: Database; catalogue: Catalogue; clock: () => Date },
  worker: AskingWorker,
  input: WatchInput,
): Promise<Watch> => {
  const wanted = settle(input);
  return database.transaction(async (tx) => {
    await lockWatcher(tx, worker.userId);
    const now = clock();
    const own = await findOwnWatches(tx, worker.userId, now);
    const same = own.find(({ watch }) => isDeepStrictEqual({ ...watch, ...wanted }, watch));
    if (same) return toWatch(same.watch, same.toldAt);
    if (own.length >= mostWatches) {
      throw new DomainError(
        "conflict",
        `You wait for ${mostWatches} needs already. Stop one of them first.`,
        { state: "full" },
      );
    }
    const endsAt = minutesAfter(now, watchHours * 60);
    const row = { id: v7(), userId: worker.userId, ...wanted, createdAt: now, endsAt };
    const watch = await insertWatch(tx, row);
    for (const finding of startingFindings(catalogue.index, watch, now)) {
      await noteFinding(tx, finding);
    }
    return toWatch(watch, null);
  });
};
