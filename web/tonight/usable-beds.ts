import type { Beds } from "../api/schema.ts";
import { freshnessAt } from "../words/counts.ts";

/** A count to rely on at `now` (milliseconds): somebody stated it within the last twelve hours. */
export const usable = (beds: Beds, now: number): beds is Beds & { open: number } =>
  beds.open !== null && ["fresh", "aging"].includes(freshnessAt(beds.observed_at, now));
