import { asc, inArray } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { bedPools, programs } from "../../../db/schema/index.ts";
import type { StoredPool } from "../judge-bed-report.ts";

const poolsOf = (reader: Reader, programIds: readonly string[]) =>
  reader
    .select()
    .from(bedPools)
    .where(inArray(bedPools.programId, [...programIds]))
    .orderBy(asc(bedPools.id));

/** Takes the lock of every pool of these programs, in the order of their ids as everybody does (rule 3). */
export const lockPoolsOf = (tx: Writer, programIds: readonly string[]): Promise<StoredPool[]> =>
  poolsOf(tx, programIds).for("update").execute();

/** The same pools as they are written, for whoever only asks what would change. */
export const findPoolsOf = (reader: Reader, programIds: readonly string[]): Promise<StoredPool[]> =>
  poolsOf(reader, programIds).execute();

export interface NamedProgram {
  id: string;
  name: string;
}

export const findNames = (reader: Reader, programIds: readonly string[]): Promise<NamedProgram[]> =>
  reader
    .select({ id: programs.id, name: programs.name })
    .from(programs)
    .where(inArray(programs.id, [...programIds]))
    .orderBy(asc(programs.name));
