import { stateCodes } from "../../db/states.ts";
import { atlas, outlineName } from "../atlas.ts";

const states = new Map(
  [...atlas.states].flatMap(([fips, outline]) => {
    const code = stateCodes[fips];
    const name = outlineName(outline);
    return code === undefined || name === undefined ? [] : [[code, name] as const];
  }),
);

const nameOf = (fips: string): string | undefined => {
  const county = atlas.counties.get(fips);
  return county && outlineName(county);
};

/** How people call a county: `Alameda County` (source: us-atlas, US Census). */
export const countyWords = (fips: string): string => {
  const name = nameOf(fips);
  return name === undefined ? "" : `${name} County`;
};

/** The name of a county without the word: `Alameda`. */
export const countyName = (fips: string): string => nameOf(fips) ?? fips;

/** The name of a state by its USPS code. */
export const stateName = (code: string): string => states.get(code) ?? code;

/** How people call a state: `CA California`. */
export const stateWords = (code: string): string => `${code} ${stateName(code)}`;

/** The state that a county lies in. */
export const stateOfCounty = (fips: string): string | undefined => stateCodes[fips.slice(0, 2)];
