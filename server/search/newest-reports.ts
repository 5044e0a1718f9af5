import type { Reader } from "../../db/client.ts";
import { countBits, eachBit, type Bits } from "../bits.ts";
import { findNewestReports } from "./newest-reports.repo.ts";
import type { ProgramColumns } from "./program-columns.ts";

/** Up to so many programs are asked for by id, exactly as they are now. */
const askedById = 2000;

/** For more, one answer about all serves for so long; it decides an order, never a figure shown. */
const sharedForMilliseconds = 2000;

/** When the newest bed report of each member was true, by id; those never reported are left out. */
export const openNewestReports = (reader: Reader) => {
  let shared: { until: number; newest: Promise<ReadonlyMap<string, number>> } | undefined;
  return (columns: ProgramColumns, members: Bits): Promise<ReadonlyMap<string, number>> => {
    if (countBits(members) <= askedById) {
      const ids: string[] = [];
      eachBit(members, (slot) => ids.push(columns.ids[slot] ?? ""));
      return findNewestReports(reader, ids);
    }
    const now = performance.now();
    if (!shared || shared.until < now) {
      shared = {
        until: now + sharedForMilliseconds,
        newest: findNewestReports(reader, "all").catch((error: unknown) => {
          shared = undefined;
          throw error;
        }),
      };
    }
    return shared.newest;
  };
};
