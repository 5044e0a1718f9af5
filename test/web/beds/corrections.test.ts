import { expect, test } from "vitest";
import type { DeclineInput, Program, RequestNeed } from "../../../web/api/schema.ts";
import { correctionsFor } from "../../../web/beds/corrections.ts";

const need: RequestNeed = {
  ...{ age: 13, gender: "boy", languages: [], interpreter: true },
  ...{ circumstances: ["pregnant"], county: null },
};
const pool = { id: "p", label: "Boys", empty: 2, version: 7 };
const programOf = (said: object) =>
  ({ ages: null, genders: [], circumstances: [], pools: [pool], ...said }) as unknown as Program;
const policies = (program: Program, why: DeclineInput, of: Partial<RequestNeed> = {}) =>
  correctionsFor(program, { ...need, ...of }, why, "p").map((one) =>
    "policies" in one ? one.policies : one.full,
  );

test("an age at the lower end moves that end, and one in between asks which is meant", () => {
  const program = programOf({ ages: { min: 12, max: 17 } });
  expect(policies(program, { reason: "age" }, { age: 12 })).toEqual([
    { ages: { min: 13, max: 17 } },
  ]);
  expect(policies(program, { reason: "age" }, { age: 13 })).toEqual([
    { ages: { min: 14, max: 17 } },
    { ages: { min: 12, max: 12 } },
  ]);
  expect(policies(program, { reason: "age" }, { age: 17 })).toEqual([
    { ages: { min: 12, max: 16 } },
  ]);
});

test("ages that were never stated are not begun with a refusal, nor one that excludes already", () => {
  expect(policies(programOf({}), { reason: "age" })).toEqual([]);
  expect(policies(programOf({ ages: { min: 14, max: 17 } }), { reason: "age" })).toEqual([]);
});

test("a gender and a circumstance become declined, unless they are so already", () => {
  const genders = [{ gender: "boy", policy: "accepts" }];
  expect(policies(programOf({ genders }), { reason: "gender" })).toEqual([
    { genders: [{ gender: "boy", policy: "declines" }] },
  ]);
  const why: DeclineInput = { reason: "circumstance", circumstance: "pregnant" };
  expect(policies(programOf({}), why)).toEqual([
    { circumstances: [{ circumstance: "pregnant", policy: "declines" }] },
  ]);
  const declines = programOf({
    genders: [{ gender: "boy", policy: "declines" }],
    circumstances: [{ circumstance: "pregnant", policy: "declines" }],
  });
  expect([policies(declines, { reason: "gender" }), policies(declines, why)]).toEqual([[], []]);
  expect(policies(programOf({}), { reason: "gender" }, { gender: null })).toEqual([]);
});

test("full corrects the count of the pool that was asked for, where it shows a bed", () => {
  expect(policies(programOf({}), { reason: "full" })).toEqual([{ poolId: "p", version: 7 }]);
  const none = programOf({ pools: [{ ...pool, empty: 0 }] });
  expect(policies(none, { reason: "full" })).toEqual([]);
});

test.each(["staffing", "distance", "hours", "other"] as const)(
  "%s says nothing of the listing",
  (reason) => {
    expect(policies(programOf({ ages: { min: 12, max: 17 } }), { reason })).toEqual([]);
  },
);
