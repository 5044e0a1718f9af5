import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import type { CoverageQuery } from "./contract.ts";
import type { CoverageTable } from "./coverage-table.ts";

const compress = promisify(brotliCompress);
// As all answers are compressed, only that it is done once.
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** An answer as it goes over the wire. */
export interface Encoded {
  readonly json: string;
  readonly brotli: Buffer;
}

/** One profile of the whole country and all of one state; of each how many are asked for at once. */
const mostKept = 200;

/**
 * Answers of the table as they were once encoded, for as long as it is the newest: the whole country
 * takes longer to encode than to look up. Whoever has the same regions is answered the same.
 */
export class EncodedAnswers {
  readonly #kept = new WeakMap<CoverageTable, Map<string, Promise<Encoded>>>();

  /**
   * @param version what is asked of the table, and of whatever else it follows from: an own profile
   * may be changed and a month published at any moment
   * @param make the answer, encoded by the route's own schema
   */
  async of(
    table: CoverageTable,
    { regions, renumbered }: Analyst,
    { profile, state, county }: CoverageQuery,
    version: string,
    make: () => Promise<string>,
  ): Promise<Encoded> {
    const encode = async () => {
      const json = await make();
      return { json, brotli: await compress(json, { params }) };
    };
    const kept = this.#kept.get(table) ?? new Map<string, Promise<Encoded>>();
    this.#kept.set(table, kept);
    const key = JSON.stringify([regions, renumbered, profile, version, state, county]);
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = encode();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  }
}
