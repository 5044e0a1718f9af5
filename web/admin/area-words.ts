import type { County } from "../api/schema.ts";
import { countyInWords } from "../words/places.ts";
import { stateName } from "../words/states.ts";

/** "California" or "Alameda County, CA"; a county's code until the counties are loaded. */
export const areaInWords = (area: string, counties: Readonly<Record<string, County>>): string => {
  if (/^[A-Z]{2}$/.test(area)) return stateName(area);
  const county = counties[area];
  return county ? countyInWords(county) : area;
};
