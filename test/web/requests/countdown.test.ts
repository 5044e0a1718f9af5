import fc from "fast-check";
import { expect, test } from "vitest";
import { countdown } from "../../../web/requests/countdown.ts";

test.each([
  [30 * 60_000, "30:00"],
  [29 * 60_000 + 59_001, "30:00"],
  [65_000, "1:05"],
  [1, "0:01"],
  [0, "0:00"],
  [-5000, "0:00"],
  [3_725_000, "1:02:05"],
])("%d ms read %s", (milliseconds, words) => {
  expect(countdown(milliseconds)).toBe(words);
});

test("never says that time is over before it is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 * 3_600_000 }), (left) => {
      expect(countdown(left)).not.toBe("0:00");
    }),
  );
});
