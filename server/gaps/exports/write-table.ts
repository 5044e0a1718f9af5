import { stringify } from "csv-stringify/sync";
import { findCounty } from "../../directory/places.ts";
import { invalid } from "../../errors.ts";
import type { ExportFormat } from "./contract.ts";

export type Cell = string | number | null;

/** What is exported: rows of the same columns; a row may name its county, in which it is mapped. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows of one export at most. */
export const mostRows = 50_000;

const media: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  geojson: "application/geo+json; charset=utf-8",
};

const writeCsv = ({ columns, rows }: Table, definitions: string): string =>
  stringify(
    rows.map((row) => [...row, definitions]),
    { header: true, columns: [...columns, "definitions"], escape_formulas: true },
  );

/** A feature a row, at its county's centre; a row without a county has no place. */
const writeGeoJson = ({ columns, rows }: Table, definitions: string): string => {
  const at = columns.indexOf("county");
  if (at === -1) throw invalid("querystring/format", "GeoJSON is by county: ask for it by county.");
  return JSON.stringify({
    type: "FeatureCollection",
    definitions,
    features: rows.map((row) => {
      const county = typeof row[at] === "string" ? findCounty(row[at]) : undefined;
      return {
        type: "Feature",
        geometry: county ? { type: "Point", coordinates: [county.lon, county.lat] } : null,
        properties: Object.fromEntries(
          columns.map((column, place) => [column, row[place] ?? null]),
        ),
      };
    }),
  });
};

export interface Written {
  readonly text: string;
  readonly type: string;
}

/** The table in the format asked for, with where its figures are defined. Throws `invalid_input`. */
export const writeTable = (table: Table, format: ExportFormat, definitions: string): Written => {
  if (table.rows.length > mostRows) {
    throw invalid("querystring", `That is more than ${mostRows} rows: name a state or a profile.`);
  }
  const write = format === "csv" ? writeCsv : writeGeoJson;
  return { text: write(table, definitions), type: media[format] };
};
