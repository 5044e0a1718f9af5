import { asc, eq, max, sql } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { youthPopulations } from "../../../db/schema/index.ts";
import type { YouthCount } from "./read-census-file.ts";

const atOnce = 2000;

/** Puts these in place of what was known of the same years. */
export const replaceYears = async (tx: Writer, counts: readonly YouthCount[]): Promise<void> => {
  const years = [...new Set(counts.map(({ year }) => year))];
  await tx
    .delete(youthPopulations)
    .where(sql`${youthPopulations.year} = any(${`{${years.join(",")}}`}::smallint[])`);
  for (let first = 0; first < counts.length; first += atOnce) {
    await tx.insert(youthPopulations).values(counts.slice(first, first + atOnce));
  }
};

/** The newest year's counts by county. */
export const findNewestYear = async (reader: Reader): Promise<YouthCount[]> => {
  const [newest] = await reader.select({ year: max(youthPopulations.year) }).from(youthPopulations);
  if (newest?.year == null) return [];
  return reader
    .select()
    .from(youthPopulations)
    .where(eq(youthPopulations.year, newest.year))
    .orderBy(asc(youthPopulations.county));
};
