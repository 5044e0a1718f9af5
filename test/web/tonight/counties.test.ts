import { expect, test } from "vitest";
import { listCounties } from "../../../server/directory/places.ts";
import { findCounties } from "../../../web/tonight/find-counties.ts";

const counties = listCounties().items;
const found = (typed: string) =>
  findCounties(counties, typed).map(({ name, state }) => `${name}, ${state}`);

test("names that begin as typed come before names that hold it", () => {
  expect(found("alam")[0]).toBe("Alameda, CA");
  expect(found("ange")).toContain("Los Angeles, CA");
});

test("accents and capitals do not matter", () => {
  expect(found("DONA ANA")).toContain("Doña Ana, NM");
});

test("a state behind a comma narrows", () => {
  expect(found("orange, ca")).toEqual(["Orange, CA"]);
});

test("one letter finds nothing yet", () => {
  expect(found("a")).toEqual([]);
});
