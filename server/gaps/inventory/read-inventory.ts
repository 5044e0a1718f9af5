import type { Database } from "../../../db/client.ts";
import { asRole } from "../../../db/roles.ts";
import { invalid } from "../../errors.ts";
import { isOwnCounty, type Analyst } from "../analysts/authorize-analysis.ts";
import { requireCounty } from "../coverage/require-county.ts";
import { requireState } from "../coverage/require-state.ts";
import type { InventoryAnswer, InventoryQuery } from "./contract.ts";
import { countInventory } from "./count-inventory.ts";
import { findBeginning, findInventory, type InventoryProgram } from "./inventory.repo.ts";

const day = 86_400_000;

/** The day of a query: a month stands for its last day. Throws `invalid_input`. */
const dayOf = (date: string | undefined, now: Date): string => {
  const today = now.toISOString().slice(0, 10);
  if (date === undefined) return today;
  const [year = 0, month = 1, dayOfMonth] = date.split("-").map(Number);
  const moment = Date.UTC(year, month - 1, dayOfMonth ?? 1);
  const first = new Date(moment).toISOString().slice(0, 10);
  if (!first.startsWith(date)) {
    throw invalid("querystring/date", `${date} is not in the calendar.`, "not_in_calendar");
  }
  const last =
    dayOfMonth === undefined
      ? new Date(Date.UTC(year, month, 1) - day).toISOString().slice(0, 10)
      : date;
  if (first > today) throw invalid("querystring/date", "must not be in the future", "in_future");
  return last < today ? last : today;
};

interface Kept {
  readonly until: number;
  readonly programs: Promise<InventoryProgram[]>;
}

/** Reads what a day had, and keeps the answer for a minute, in which the same is asked in many ways. */
export class InventoryReader {
  readonly #database: Database;
  readonly #kept = new Map<string, Kept>();

  constructor(database: Database) {
    this.#database = database;
  }

  async on(date: string): Promise<readonly InventoryProgram[]> {
    const at = performance.now();
    const known = this.#kept.get(date);
    if (known && known.until > at) return known.programs;
    const programs = this.#read((tx) => findInventory(tx, date));
    if (this.#kept.size >= 12) this.#kept.clear();
    this.#kept.set(date, { until: at + 60_000, programs });
    programs.catch(() => this.#kept.delete(date));
    return programs;
  }

  beginning(): Promise<string | null> {
    return this.#read(findBeginning);
  }

  #read<Found>(
    find: (tx: Parameters<Parameters<Database["transaction"]>[0]>[0]) => Promise<Found>,
  ) {
    return this.#database.transaction((tx) => asRole(tx, "harborlight_analyst", () => find(tx)));
  }
}

/**
 * Programs and beds as they stood on a day. Reported beds are told of the analyst's own regions.
 * Throws `invalid_input` for days that are not there, before history or ahead, and `unknown_place`.
 */
export const readInventory = async (
  reader: InventoryReader,
  analyst: Analyst,
  { date, state, county, kind, dedicated, by = [] }: InventoryQuery,
  now: Date,
): Promise<InventoryAnswer> => {
  if (state !== undefined) requireState(state);
  const place = county === undefined ? undefined : requireCounty(county, "querystring/county");
  const asked = dayOf(date, now);
  const begins = await reader.beginning();
  if (begins !== null && asked.slice(0, begins.length) < begins) {
    const message = `History begins in ${begins}: nothing is known of ${asked}.`;
    throw invalid("querystring/date", message, "before_history");
  }
  const all = await reader.on(asked);
  const programs = all.filter(
    (program) =>
      (state === undefined || program.state === state) &&
      (place === undefined || program.county === place.fips) &&
      (kind === undefined || kind.includes(program.kind)) &&
      (dedicated === undefined || program.dedicated === dedicated),
  );
  const mayCount = (program: InventoryProgram) =>
    program.state !== null &&
    isOwnCounty(analyst, { state: program.state, fips: program.county ?? "" });
  const { total, rows } = countInventory(programs, by, mayCount);
  return { date: asked, begins, total, rows };
};
