import { expect, test } from "vitest";
import type { ChangedPolicies } from "../../../web/api/schema.ts";
import { backAgain, isYearOld } from "../../../web/beds/listing/listing-changes.ts";

const changed: ChangedPolicies = {
  program_id: "p",
  ages: { before: null, after: { min: 12, max: 17 } },
  genders: [{ gender: "boy", before: "unknown", after: "ask" }],
  circumstances: [{ circumstance: "pregnant", before: "declines", after: "accepts" }],
};

test("undo puts back what stood, also that nothing was stated", () => {
  expect(backAgain(changed)).toEqual({
    ages: { min: null, max: null },
    genders: [{ gender: "boy", policy: "unknown" }],
    circumstances: [{ circumstance: "pregnant", policy: "declines" }],
  });
  expect(backAgain({ ...changed, ages: null, genders: [] })).toEqual({
    circumstances: [{ circumstance: "pregnant", policy: "declines" }],
  });
});

test("a listing is asked about once 365 days have passed, or when it was never read through", () => {
  const day = 86_400_000;
  const now = Date.parse("2026-11-26T12:00:00Z");
  const ago = (days: number) => new Date(now - days * day).toISOString().slice(0, 10);
  expect(isYearOld(null, now)).toBe(true);
  expect(isYearOld(ago(364), now)).toBe(false);
  expect(isYearOld(ago(366), now)).toBe(true);
});
