import type { SiteListing } from "../listing.ts";

// The ZIP stands for the town, to give it coordinates. It is no program's postal address:
// the documents print none.
const town = (city: string, state: string, zip: string): SiteListing => ({
  visibility: "public",
  city,
  state,
  zip,
});

/** For programs whose document names the state and no town. */
export const somewhereIn = (state: string): SiteListing => ({ visibility: "public", state });

/** For programs whose document names the county and no town. */
export const inCounty = (countyFips: string, state: string): SiteListing => ({
  visibility: "public",
  countyFips,
  state,
});

export const towns = {
  fresno: town("Fresno", "CA", "93721"),
  losAngeles: town("Los Angeles", "CA", "90012"),
  oakland: town("Oakland", "CA", "94612"),
  riverside: town("Riverside", "CA", "92501"),
  sanDiego: town("San Diego", "CA", "92101"),
  sanFrancisco: town("San Francisco", "CA", "94102"),
  sanJose: town("San Jose", "CA", "95113"),
  santaAna: town("Santa Ana", "CA", "92701"),
  vanNuys: town("Van Nuys", "CA", "91401"),
  vista: town("Vista", "CA", "92083"),
  asheville: town("Asheville", "NC", "28801"),
  atlanta: town("Atlanta", "GA", "30303"),
  boston: town("Boston", "MA", "02108"),
  fortMyers: town("Fort Myers", "FL", "33901"),
  miami: town("Miami", "FL", "33130"),
  newYork: town("New York", "NY", "10001"),
  philadelphia: town("Philadelphia", "PA", "19103"),
  seattle: town("Seattle", "WA", "98101"),
  washington: town("Washington", "DC", "20001"),
  westPalmBeach: town("West Palm Beach", "FL", "33401"),
};

/** County FIPS codes of the areas that programs and task forces serve. */
export const counties = {
  alameda: "06001",
  fresno: "06019",
  losAngeles: "06037",
  orange: "06059",
  placer: "06061",
  riverside: "06065",
  sacramento: "06067",
  sanBernardino: "06071",
  sanDiego: "06073",
  sanFrancisco: "06075",
  santaClara: "06085",
  miamiDade: "12086",
  suffolk: "25025",
  multnomah: "41051",
  dallas: "48113",
} as const;
