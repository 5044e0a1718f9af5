/**
 * Counties that have another number than on this map, with those of the map in which they lie.
 * Connecticut counts by planning regions since 2022, which follow no county's line: each lies in
 * several (source: US Census Bureau, changes to counties and county equivalents, 2010 to 2022).
 */
const renumbered: Readonly<Record<string, { name: string; lies: readonly string[] }>> = {
  "02063": { name: "Chugach, Alaska", lies: ["02261"] },
  "02066": { name: "Copper River, Alaska", lies: ["02261"] },
  "02270": { name: "Wade Hampton, Alaska", lies: ["02158"] },
  "46113": { name: "Shannon, South Dakota", lies: ["46102"] },
  "51515": { name: "Bedford, Virginia", lies: ["51019"] },
  "09110": { name: "Capitol, Connecticut", lies: ["09003", "09013"] },
  "09120": { name: "Greater Bridgeport, Connecticut", lies: ["09001"] },
  "09130": { name: "Lower Connecticut River Valley, Connecticut", lies: ["09007", "09011"] },
  "09140": { name: "Naugatuck Valley, Connecticut", lies: ["09009", "09005", "09003", "09001"] },
  "09150": { name: "Northeastern Connecticut", lies: ["09015", "09013", "09011"] },
  "09160": { name: "Northwest Hills, Connecticut", lies: ["09005", "09003"] },
  "09170": { name: "South Central Connecticut", lies: ["09009"] },
  "09180": { name: "Southeastern Connecticut", lies: ["09011", "09015"] },
  "09190": { name: "Western Connecticut", lies: ["09001", "09005"] },
};

export interface Renumbered {
  readonly name: string;
  /** The map's counties in which it lies, the one with most of it first. */
  readonly lies: readonly string[];
}

/** What a number that is not on the map stands for elsewhere. */
export const findRenumbered = (fips: string): Renumbered | undefined => renumbered[fips];
