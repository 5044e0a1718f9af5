import type { County, Circumstance, Gender, Kind, Service } from "../api/schema.ts";
import { languageName } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { circumstanceWords, genderPlurals, kindWords } from "../words/codes.ts";
import { countyInWords } from "../words/places.ts";
import { serviceWords } from "../words/services.ts";
import { stateName } from "../words/states.ts";
import type { Facet } from "./filters.ts";

export const facetTitles: Readonly<Record<Facet, () => string>> = {
  kind: m.directory_facet_kind,
  state: m.directory_facet_state,
  county: m.directory_facet_county,
  gender: m.directory_facet_gender,
  circumstance: m.directory_facet_circumstance,
  language: m.directory_facet_language,
  service: m.directory_facet_service,
  dedicated: m.directory_facet_dedicated,
};

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The words for a value of a facet; `counties` names their codes once they are loaded. */
export const facetValue = (
  facet: Facet,
  value: string,
  counties: ReadonlyMap<string, County>,
): string => {
  switch (facet) {
    case "kind":
      return kindWords[value as Kind]();
    case "state":
      return stateName(value);
    case "county": {
      const county = counties.get(value);
      return county ? countyInWords(county) : m.directory_county_code({ fips: value });
    }
    case "gender":
      return capital(genderPlurals[value as Gender]());
    case "circumstance":
      return circumstanceWords[value as Circumstance]();
    case "language":
      return capital(languageName(value));
    case "service":
      return serviceWords[value as Service]();
    case "dedicated":
      return value === "true" ? m.directory_dedicated() : m.directory_not_dedicated();
  }
};
