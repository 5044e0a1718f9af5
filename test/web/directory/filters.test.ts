import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { genderValues, kindValues, serviceValues } from "../../../web/api/schema.ts";
import {
  filtersIn,
  noFilters,
  queryOf,
  searchOf,
  toggled,
  type Filters,
} from "../../../web/directory/filters.ts";

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values));
const filters: fc.Arbitrary<Filters> = fc
  .record({
    q: fc.string({ maxLength: 40, unit: "grapheme" }),
    kind: some(kindValues),
    gender: some(genderValues),
    service: some(serviceValues),
    state: some(["CA", "NV", "NY"]),
    county: some(["06001", "06037"]),
    dedicated: fc.constantFrom([], ["true"], ["false"]),
    age: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined }),
    near: fc.option(fc.constantFrom("94607", "00501"), { nil: undefined }),
    withinMiles: fc.option(fc.constantFrom(10, 250), { nil: undefined }),
    sort: fc.constantFrom("relevance" as const, "name" as const, "distance" as const),
  })
  .map(({ q, age, near, withinMiles, sort, ...chosen }) => ({
    ...{ q, age, near },
    withinMiles: near === undefined ? undefined : withinMiles,
    sort: near === undefined && sort === "distance" ? "relevance" : sort,
    chosen: { ...noFilters.chosen, ...chosen },
  }));

describe("the address of the directory", () => {
  test("brings every filter back", () => {
    fc.assert(
      fc.property(filters, (given) => {
        expect(filtersIn(searchOf(given))).toEqual(given);
      }),
    );
  });

  test("is plain where nothing is set", () => {
    expect(searchOf(noFilters)).toBe("");
    expect(queryOf(noFilters)).toEqual({});
  });

  test.each([
    "?kind=casino&state=california&county=6001&age=130&age=-1&near=oakland&within=5&sort=bribe",
    "?age=15.5&dedicated=perhaps&language=spanish&within=0&sort=distance",
    "?gender=&circumstance=%00&service=%F0%9F%92%A9",
    "?%",
  ])("leaves out what it does not understand: %s", (search) => {
    expect(filtersIn(search)).toEqual(noFilters);
  });

  test("says nothing of a youth's need", () => {
    expect(Object.keys(filtersIn("?circumstances=pregnant&avoid=zip:94607:50&from=94607"))).toEqual(
      Object.keys(noFilters),
    );
    expect(searchOf(filtersIn("?avoid=zip:94607:50&from=94607"))).toBe("");
  });
});

describe("a facet", () => {
  test("takes any number of values, and each is taken out again", () => {
    const both = toggled(toggled(noFilters, "kind", "legal"), "kind", "safe_house");
    expect(queryOf(both)).toEqual({ kind: ["legal", "safe_house"] });
    expect(queryOf(toggled(both, "kind", "legal"))).toEqual({ kind: ["safe_house"] });
  });

  test("of two opposites is one at a time", () => {
    const only = toggled(noFilters, "dedicated", "true");
    expect(queryOf(only)).toEqual({ dedicated: true });
    expect(queryOf(toggled(only, "dedicated", "false"))).toEqual({ dedicated: false });
  });
});
