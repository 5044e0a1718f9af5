import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "us-atlas/counties-10m.json" with { type: "json" };
import { stateCodes } from "../../db/states.ts";

type Named = GeometryCollection<{ name: string }>;
const { objects } = atlas as unknown as Topology<{ counties: Named; states: Named }>;

const namesOf = ({ geometries }: Named) =>
  geometries.flatMap(({ id, properties }) =>
    properties && "name" in properties ? [[String(id), properties.name] as const] : [],
  );

const counties = new Map(namesOf(objects.counties));
const states = new Map(
  namesOf(objects.states).flatMap(([fips, name]) => {
    const code = stateCodes[fips];
    return code === undefined ? [] : [[code, name] as const];
  }),
);

/** How people call a county: `Alameda County` (source: us-atlas, US Census). */
export const countyWords = (fips: string): string => {
  const name = counties.get(fips);
  return name === undefined ? "" : `${name} County`;
};

/** The name of a county without the word: `Alameda`. */
export const countyName = (fips: string): string => counties.get(fips) ?? fips;

/** The name of a state by its USPS code. */
export const stateName = (code: string): string => states.get(code) ?? code;

/** How people call a state: `CA California`. */
export const stateWords = (code: string): string => `${code} ${stateName(code)}`;

/** The state that a county lies in. */
export const stateOfCounty = (fips: string): string | undefined => stateCodes[fips.slice(0, 2)];
