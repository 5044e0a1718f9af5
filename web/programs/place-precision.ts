import type { Place } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { countyInWords, placeInWords } from "../words/places.ts";

/** Where it is and how exactly that is known, in one or two short sentences. */
export const placeWithPrecision = (place: Place): string => {
  if (place.visibility === "confidential") {
    return place.county
      ? m.program_place_confidential({ county: countyInWords(place.county) })
      : m.program_place_confidential_unknown();
  }
  const where = placeInWords(place);
  if (where === undefined) return m.program_place_none();
  if (place.address) return `${place.address}, ${where}${place.zip ? ` ${place.zip}` : ""}`;
  if (place.visibility === "partners" && place.city === null) {
    return m.program_place_partners({ place: where });
  }
  return place.city
    ? m.program_place_town({ place: where })
    : m.program_place_wide({ place: where });
};
