import { findCounty } from "../../directory/places.ts";
import type { CoverageAnswer, CoverageColumns } from "../coverage/contract.ts";
import type { DemandAnswer } from "../demand/contract.ts";
import type { InventoryAnswer } from "../inventory/contract.ts";
import type { Cell, Table } from "./write-table.ts";

const placeOf = (fips: string): Cell[] => {
  const county = findCounty(fips);
  return [county?.state ?? null, fips, county?.name ?? null];
};

type Column = Exclude<keyof CoverageColumns, "profile">;

/** A row a county and profile. */
export const coverageTable = ({ as_of: asOf, counties, profiles }: CoverageAnswer): Table => {
  const names = Object.keys(profiles[0] ?? {}).filter((name) => name !== "profile") as Column[];
  return {
    columns: ["as_of", "state", "county", "county_name", "profile", ...names],
    rows: profiles.flatMap((columns) =>
      counties.map((fips, at) => [
        ...[asOf, ...placeOf(fips), columns.profile.name ?? columns.profile.key],
        ...names.map((name) => columns[name][at] ?? null),
      ]),
    ),
  };
};

/** Every figure of a nest of them, by its path; what is withheld stays so. */
const figuresOf = (value: unknown, path: string): [string, Cell][] => {
  if (value === null) return [[path, "withheld"]];
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, part]) =>
    figuresOf(part, path === "" ? key : `${path}.${key}`),
  );
};

/** A row a month, area and figure. A county that is not there is withheld. */
export const demandTable = ({ months }: DemandAnswer): Table => ({
  columns: ["month", "state", "county", "of", "figure", "value"],
  rows: months.flatMap(({ month, searches, requests }) =>
    [
      ...searches.map((area) => ({ ...area, of: "searches" })),
      ...requests.map((area) => ({ ...area, of: "requests" })),
    ].flatMap(({ state, county, figures, of }) =>
      figuresOf(figures, "").map(([figure, value]) => [month, state, county, of, figure, value]),
    ),
  ),
});

/** A row each combination of codes, and without any the total. */
export const inventoryTable = ({ date, total, rows }: InventoryAnswer): Table => {
  const [first] = rows;
  const dimensions = Object.keys(
    first?.by ?? {},
  ) as (keyof InventoryAnswer["rows"][number]["by"])[];
  const names = Object.keys(total) as (keyof typeof total)[];
  const counted = first ? rows : [{ by: {}, figures: total }];
  return {
    columns: ["date", ...dimensions, ...names],
    rows: counted.map(({ by, figures }: InventoryAnswer["rows"][number]) => [
      date,
      ...dimensions.map((dimension) => by[dimension] ?? null),
      ...names.map((name) => figures[name]),
    ]),
  };
};
