import type { County } from "../api/schema.ts";
import { loadCounties } from "../tonight/counties.ts";

let named = $state.raw<Readonly<Record<string, County>>>({});

/** The counties by FIPS code, once they are asked for and here; reactive. */
export const countyNames = {
  get all(): Readonly<Record<string, County>> {
    return named;
  },
  load(): void {
    if (Object.keys(named).length > 0) return;
    loadCounties().then(
      (counties) => (named = Object.fromEntries(counties.map((county) => [county.fips, county]))),
      // Codes stand in for the names until somebody asks again.
      () => undefined,
    );
  },
};
