import { expect, test } from "vitest";
import { worthTelling } from "../../../web/tonight/worth-telling.ts";

const within = (miles: number, fits: number) => ({
  criterion: "distance" as const,
  change: { within_miles: miles },
  fits,
});
const anyDistance = (fits: number) => ({
  criterion: "distance" as const,
  change: { drop: true },
  fits,
});
const gender = (fits: number) => ({ criterion: "gender" as const, change: { drop: true }, fits });

test("a change after which no more programs fit than now is not told", () => {
  expect(worthTelling([gender(4), within(50, 3), gender(5)], 4)).toEqual([gender(5)]);
});

test("going farther comes first, from near to far", () => {
  const told = worthTelling([gender(9), anyDistance(8), within(50, 5), within(100, 6)], 4);
  expect(told).toEqual([within(50, 5), within(100, 6), anyDistance(8), gender(9)]);
});

test("a reach that adds nothing to a shorter one is left out", () => {
  const told = worthTelling([anyDistance(6), within(50, 5), within(100, 6), within(250, 6)], 4);
  expect(told).toEqual([within(50, 5), within(100, 6)]);
});
