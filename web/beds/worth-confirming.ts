import type { PoolEdit } from "./pool-edit.ts";

/** Half the time for which a count is fresh: asked for earlier, confirming becomes a nuisance. */
const askedAfter = 2 * 3_600_000;

/** Whether "unchanged" is what to do next: a count is old enough that workers will doubt it soon. */
export const worthConfirming = (edits: readonly PoolEdit[], now: number): boolean =>
  edits.some(
    ({ pool }) => pool.observed_at !== null && now - Date.parse(pool.observed_at) > askedAfter,
  );
