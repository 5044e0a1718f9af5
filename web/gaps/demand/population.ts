import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type { Youths } from "../figure-table.ts";

/** Youths of 10 to 19 years by county, as the Census estimates them. */
export interface Population {
  /** null: no file is loaded. */
  readonly year: number | null;
  readonly youths: Youths;
  /** Names of places that the file counts by other borders than the map: they have no rate. */
  readonly otherwise: readonly string[];
}

export const loadPopulation = async (): Promise<Population> => {
  const told = await answered(api.GET("/api/gaps/population"));
  return {
    year: told.year,
    youths: new Map(
      told.counties.map((fips, at) => [
        fips,
        (told.from_10_to_14[at] ?? 0) + (told.from_15_to_19[at] ?? 0),
      ]),
    ),
    otherwise: told.renumbered.map(({ name }) => name),
  };
};
