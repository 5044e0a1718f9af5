import type { Database } from "../db/client.ts";
import { insertListings } from "./insert-listings.ts";
import { insertDocuments } from "./insert-resources.ts";
import type { Listing } from "./listing.ts";
import { gatherStatistics } from "./listings.repo.ts";
import { diceOf } from "./synthetic/dice.ts";
import { drawProgram, syntheticDocument } from "./synthetic/synthetic-program.ts";

/**
 * Made-up programs for benchmarks, in all states by population, four of five residential and with
 * five pools on average. The same for the same seed, and a longer series begins with a shorter one.
 */
export const syntheticListings = function* (count: number, seed = 1): Generator<Listing> {
  const dice = diceOf(seed);
  for (let number = 1; number <= count; number++) yield drawProgram(dice, seed, number);
};

/** Adds so many made-up programs; those of an earlier run stay as they are. */
export const seedSynthetic = async (
  database: Database,
  count: number,
  { now }: { now: Date },
): Promise<void> => {
  await insertDocuments(database, [syntheticDocument]);
  await insertListings(database, syntheticListings(count), { now });
  await gatherStatistics(database);
};
