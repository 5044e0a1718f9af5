import { residentialKinds, type AreaScope } from "../../../db/codes.ts";
import { disclose } from "../../access/disclosure.ts";
import { findCounty, milesBetween, type Point } from "../../directory/places.ts";
import { toPublicPlace } from "../../directory/public-summary.ts";
import type { Catalogue } from "../../matching/catalogue.ts";
import type { ProgramFacts } from "../../matching/facts.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import { requireState } from "../coverage/require-state.ts";
import type { GapProgram, GapProgramList, GapProgramQuery } from "./contract.ts";

const residential: readonly string[] = residentialKinds;
const nation = "US";

const scopeOf = (areas: readonly string[]): AreaScope | null => {
  if (areas.length === 0) return null;
  if (areas.includes(nation)) return "nation";
  return areas.some((code) => /^[A-Z]{2}$/.test(code)) ? "state" : "county";
};

/** Radius in miles of a circle that holds the counties; null where there are none. */
const reachOf = (from: Point, areas: readonly string[]): number | null => {
  const miles = areas.flatMap((fips) => {
    const county = findCounty(fips);
    return county ? milesBetween(from, county) + county.radiusMiles : [];
  });
  return miles.length === 0 ? null : Math.round(Math.max(...miles));
};

const toGapProgram = (program: ProgramFacts, { viewer }: Analyst): GapProgram[] => {
  const visibility = program.site?.visibility ?? "public";
  const disclosed = disclose(viewer, { id: program.id, visibility });
  if (!disclosed.listing) return [];
  const { lat, lon, county, precision } = toPublicPlace(program.site, disclosed);
  const serves = scopeOf(program.areas);
  const isPlaced = lat !== null && lon !== null && serves === "county";
  const { id, name, kind, training, dedicated } = program;
  return [
    {
      ...{ id, name, kind, training, dedicated, precision, lat, lon, serves },
      county: county?.fips ?? null,
      reach_miles: isPlaced ? reachOf({ lat, lon }, program.areas) : null,
    },
  ];
};

/**
 * Programs with beds as an analyst may know them, by name: of a confidential or partners' site the
 * county and its centre. Throws `unknown_place`.
 */
export const listPrograms = (
  { index, asOf }: Catalogue,
  analyst: Analyst,
  { state }: GapProgramQuery,
): GapProgramList => {
  if (state !== undefined) requireState(state);
  const items = [...index.ids()]
    .flatMap((id) => index.find(id) ?? [])
    .filter(({ kind, site }) => residential.includes(kind) && (!state || site?.state === state))
    .flatMap((program) => toGapProgram(program, analyst))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  return { as_of: asOf.toISOString(), total: items.length, items };
};
