import type { Database } from "../../db/client.ts";
import { CatalogueKeeper } from "./keep-catalogue.ts";
import type { ProgramIndex } from "./program-index.ts";

/** Eligibility facts and current bed figures of every active program, in memory. */
export interface Catalogue {
  /** Everything committed up to this moment is in it; it may hold later changes too. */
  readonly asOf: Date;
  readonly size: number;
  /** The database and its change feed answer, so that `asOf` is a moment ago. */
  readonly current: boolean;
  readonly index: ProgramIndex;
  stop(): Promise<void>;
}

export interface CatalogueOptions {
  clock: () => Date;
  /** How often the feed is asked for a sign of life. */
  beatMs?: number;
  /** How long after its last sign of life the catalogue is still current. */
  silenceMs?: number;
  /** How long to wait before a read that failed is tried again. */
  retryMs?: number;
  /** Hears of reads and signs of life that failed. */
  onFailure?: (error: unknown) => void;
}

/**
 * Loads every active program and follows the change feed until `stop` is called. While the database
 * is away it stays as it was and says so; it catches up by itself. Throws if it cannot load at all.
 */
export const openCatalogue = async (
  database: Database,
  {
    clock,
    beatMs = 1000,
    silenceMs = 4000,
    retryMs = 500,
    onFailure = () => undefined,
  }: CatalogueOptions,
): Promise<Catalogue> => {
  const keeper = new CatalogueKeeper(database, { clock, beatMs, silenceMs, retryMs, onFailure });
  await keeper.start();
  return keeper;
};
