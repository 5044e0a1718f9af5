import type { County, Place } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { stateName } from "./states.ts";

/** From this code on, within a state, counties are cities that lie in no county. */
const independentCities = 510;
const withoutCounties: readonly string[] = ["AK", "AS", "DC", "GU", "MP", "PR", "VI"];

/** "Alameda County, CA", "Orleans Parish, LA", "City of Richmond, VA". */
export const countyInWords = ({ fips, name: county, state }: County): string => {
  if (Number(fips.slice(2)) >= independentCities) {
    return m.directory_independent_city({ county, state });
  }
  if (withoutCounties.includes(state)) return `${county}, ${state}`;
  return state === "LA"
    ? m.directory_parish({ county, state })
    : m.directory_county({ county, state });
};

/** "Oakland, CA", "Placer County, CA" or "California": short, and as exact as the viewer may know. */
export const placeInWords = (place: Place): string | undefined => {
  if (place.city && place.visibility !== "confidential") {
    return place.state ? `${place.city}, ${place.state}` : place.city;
  }
  if (place.county) return countyInWords(place.county);
  return place.state ? stateName(place.state) : undefined;
};
