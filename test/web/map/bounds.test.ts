import { expect, test } from "vitest";
import { boundsOf } from "../../../web/map/bounds.ts";

const oakland = { lat: 37.8, lon: -122.27 };

test("the map begins with where the child is from and the matches next to it", () => {
  const near = Array.from({ length: 8 }, (_, index) => ({ lat: 37.8 + index / 100, lon: -122.2 }));
  const far = { lat: 40.7, lon: -74 };
  const [west, south, east, north] = boundsOf([far, ...near], oakland);
  expect([west, south, east]).toEqual([-122.27, 37.8, -122.2]);
  expect(north).toBeCloseTo(37.87);
});

test("without an origin it shows all matches", () => {
  expect(
    boundsOf(
      [
        { lat: 34, lon: -118 },
        { lat: 40, lon: -122 },
      ],
      undefined,
    ),
  ).toEqual([-122, 34, -118, 40]);
});

test("with nothing to show it shows the country", () => {
  const [west, , east] = boundsOf([], undefined);
  expect(east - west).toBeGreaterThan(50);
});
