import { toRequestNeed } from "../public-hold.ts";
import type { Watch } from "./contract.ts";
import type { WatchRow } from "./watches.repo.ts";

/** A watch as its worker sees it. */
export const toWatch = (watch: WatchRow, toldAt: string | null): Watch => ({
  id: watch.id,
  need: toRequestNeed({ ...watch, age: watch.age ?? 0 }),
  kinds: watch.kinds,
  within_miles: watch.withinMiles,
  dedicated_only: watch.dedicatedOnly,
  created_at: watch.createdAt.toISOString(),
  ends_at: watch.endsAt.toISOString(),
  told_at: toldAt === null ? null : new Date(toldAt).toISOString(),
});
