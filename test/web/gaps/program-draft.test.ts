import { describe, expect, test } from "vitest";
import {
  emptyProgram,
  imaginedOf,
  programFromFragment,
  programToFragment,
  type ProgramDraft,
} from "../../../web/gaps/what-if/program-draft.ts";

const whole: ProgramDraft = {
  ...{ kind: "group_home", at: { zip: "94607" }, serves: "chosen", areas: ["NV", "06001"] },
  ...{ ages: { min: undefined, max: 15 }, genders: ["boy", "nonbinary"] },
  policies: { pregnant: "declines", gang_involvement: "ask", self_harm: "unstated" },
  ...{ languages: ["spa"], interpreter: false },
  ...{ intake: "hours", days: [1, 6], opens: "20:00", closes: "06:30" },
  pools: [
    {
      ...{ beds: 4, open: 2, dedicated: false },
      ...{ ages: { min: 12, max: undefined }, genders: ["boy"] },
    },
    {
      ...{ beds: 0, open: 0, dedicated: true },
      ...{ ages: { min: undefined, max: undefined }, genders: [] },
    },
  ],
};

describe("a program that is not there", () => {
  test.each([
    ["as it is at first", emptyProgram],
    ["with everything changed", whole],
  ])("%s is read as it was written", (_what, draft) => {
    expect(programFromFragment(programToFragment(draft))).toEqual(draft);
  });

  test("leaves out what is none of its own", () => {
    const draft = programFromFragment(
      "kind=castle&at=zip:9460&serves=moon&areas=ZZZ.06001&policies=pregnant:maybe&beds=3_9_d_-_&hours=89_1-2",
    );
    expect(draft).toMatchObject({
      ...{ kind: "safe_house", at: undefined, serves: "state", areas: ["06001"] },
      ...{ policies: {}, pools: [], days: [1, 2, 3, 4, 5], opens: "08:00" },
    });
  });

  test("is asked about once it has a place and somebody whom it serves", () => {
    expect(imaginedOf(emptyProgram)).toBeUndefined();
    expect(imaginedOf({ ...whole, areas: [] })).toBeUndefined();
    expect(imaginedOf(whole)).toMatchObject({
      ...{ at: { zip: "94607" }, areas: [{ state: "NV" }, { county: "06001" }] },
      ...{ ages: { max: 15 }, intake_hours: { days: [1, 6], opens: "20:00", closes: "06:30" } },
      pools: [{ beds: 4, open: 2, genders: ["boy"], ages: { min: 12 } }, { beds: 0 }],
    });
  });

  test("refuses, asks about and leaves unsaid what it is told to, and takes the rest", () => {
    const { circumstances = [], genders = [] } = imaginedOf(whole) ?? {};
    const policyOf = (code: string) =>
      circumstances.find(({ circumstance }) => circumstance === code)?.policy;
    expect(["pregnant", "gang_involvement", "self_harm", "parenting"].map(policyOf)).toEqual([
      ...["declines", "ask", undefined, "accepts"],
    ]);
    expect(genders.find(({ gender }) => gender === "girl")?.policy).toBe("declines");
  });
});
