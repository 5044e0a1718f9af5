import fc from "fast-check";
import { expect, test } from "vitest";
import { circumstanceValues, genderValues, kindValues } from "../../../web/api/schema.ts";
import { coarsePosition, emptyDraft, needOf, type Draft } from "../../../web/tonight/need.ts";
import { needFromFragment, needToFragment } from "../../../web/tonight/need-fragment.ts";

const fiveDigits = fc.stringMatching(/^\d{5}$/);
const place = fc.oneof(
  fiveDigits.map((zip) => ({ zip })),
  fiveDigits.map((county) => ({ county })),
);
const miles = fc.integer({ min: 0, max: 500 });
const position = fc
  .tuple(
    fc.double({ min: -90, max: 90, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
  )
  .map(([lat, lon]) => coarsePosition(lat, lon));

const draft: fc.Arbitrary<Draft> = fc.record({
  age: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined }),
  gender: fc.option(fc.constantFrom(...genderValues), { nil: undefined }),
  languages: fc.uniqueArray(fc.stringMatching(/^[a-z]{3}$/), { maxLength: 5 }),
  interpreter: fc.boolean(),
  from: fc.option(fc.oneof(place, position), { nil: undefined }),
  // Kept in the order of the list, whatever the order of the taps.
  circumstances: fc.subarray([...circumstanceValues]),
  avoid: fc.array(
    fc.tuple(place, miles).map(([at, away]) => ({ ...at, miles: away })),
    { maxLength: 10 },
  ),
  kinds: fc.subarray([...kindValues]),
  withinMiles: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined }),
  dedicatedOnly: fc.boolean(),
});

const withoutMinusZero = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

test("a need comes back from the fragment as it went in", () => {
  fc.assert(
    fc.property(draft, (given) => {
      const back = needFromFragment(needToFragment(given));
      expect(withoutMinusZero(back)).toEqual(withoutMinusZero(given));
    }),
  );
});

test("any text is read as a need, and only codes of the lists get in", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), (text) => {
      const read = needFromFragment(text);
      expect(read.avoid.length).toBeLessThanOrEqual(10);
      expect(read.circumstances.every((code) => circumstanceValues.includes(code))).toBe(true);
    }),
  );
});

test.each([
  "age=-1",
  "age=15.5",
  "age=130",
  "gender=<script>",
  "from=zip:9460",
  "from=at:91,0",
  "within=9999",
  "avoid=zip:94607:501",
  "languages=english",
])("%s is no part of a need", (fragment) => {
  expect(needFromFragment(fragment)).toEqual(emptyDraft);
});

test("nothing is asked before there is an age", () => {
  expect(needOf({ ...emptyDraft, gender: "girl" })).toBeUndefined();
  expect(needOf({ ...emptyDraft, age: 15 })).toEqual({ age: 15 });
});

test("a position keeps two decimals, about a mile", () => {
  expect(coarsePosition(37.80441, -122.27113)).toEqual({ lat: 37.8, lon: -122.27 });
});
