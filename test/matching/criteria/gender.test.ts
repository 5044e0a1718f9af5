import { describe, expect, test } from "vitest";
import { gender } from "../../../server/matching/criteria/gender.ts";
import { aPool, aProgram, aSearch, asWorker, genderPolicies } from "../programs.ts";

describe("gender", () => {
  const program = aProgram({
    genders: genderPolicies({ girl: "accepts", transgender_girl: "ask", boy: "declines" }),
  });
  const judge = (asked: Parameters<typeof aSearch>[0]) =>
    gender.judge(program, aSearch(asked), asWorker);

  test("follows the stated policy, and what was never stated is unknown", () => {
    expect(judge({ gender: "girl" })).toBe("meets");
    expect(judge({ gender: "transgender_girl" })).toBe("ask");
    expect(judge({ gender: "boy" })).toBe("excludes");
    expect(judge({ gender: "nonbinary" })).toBe("unknown");
  });

  test("is unknown where the need does not state it", () => {
    expect(judge({ gender: null })).toBe("unknown");
    expect(gender.explain(program, aSearch({ gender: null }), asWorker)).toEqual({});
  });

  test("is refused where no pool is for it, and the facts say that it is the beds", () => {
    const girlsBeds = aProgram({
      pools: [aPool({ genders: genderPolicies({ girl: "accepts" }).accepts })],
    });
    const boy = aSearch({ gender: "boy" });
    expect(gender.judge(girlsBeds, boy, asWorker)).toBe("excludes");
    expect(gender.explain(girlsBeds, boy, asWorker)).toEqual({
      gender: "boy",
      policy: "accepts",
      by_pools: true,
    });
  });

  test("a pool for girls does not make an unstated policy a yes", () => {
    const unstated = aProgram({
      genders: genderPolicies({}),
      pools: [aPool({ genders: genderPolicies({ girl: "accepts" }).accepts })],
    });
    expect(gender.judge(unstated, aSearch({ gender: "girl" }), asWorker)).toBe("unknown");
  });
});
