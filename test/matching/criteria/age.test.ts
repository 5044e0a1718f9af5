import { describe, expect, test } from "vitest";
import { age } from "../../../server/matching/criteria/age.ts";
import type { ProgramFacts } from "../../../server/matching/facts.ts";
import { aPool, aProgram, aSearch, asWorker, genderPolicies } from "../programs.ts";

const judge = (program: Partial<ProgramFacts>, years: number) =>
  age.judge(aProgram(program), aSearch({ age: years }), asWorker);
const explain = (program: Partial<ProgramFacts>, years: number) =>
  age.explain(aProgram(program), aSearch({ age: years }), asWorker);

describe("age", () => {
  test("is taken at both ends and refused beyond them", () => {
    const ages = { ageMin: 11, ageMax: 17 };
    expect([10, 11, 17, 18].map((years) => judge(ages, years))).toEqual([
      "excludes",
      "meets",
      "meets",
      "excludes",
    ]);
  });

  test("of 17 is taken, and of 18 refused, where the stay ends with the 18th birthday", () => {
    const untilEighteen = { ageMin: 11, ageMax: null, stayUntilAge: 18 };
    expect(judge(untilEighteen, 17)).toBe("meets");
    expect(judge(untilEighteen, 18)).toBe("excludes");
    expect(explain(untilEighteen, 18)).toMatchObject({ age: 18, until_age: 18, by_pools: false });
  });

  test("is open on the side that has no end", () => {
    expect(judge({ ageMin: 18, ageMax: null }, 25)).toBe("meets");
    expect(judge({ ageMin: 18, ageMax: null }, 15)).toBe("excludes");
    expect(judge({ ageMin: null, ageMax: 17 }, 5)).toBe("meets");
  });

  test("is unknown where no end was stated", () => {
    expect(judge({ ageMin: null, ageMax: null }, 15)).toBe("unknown");
    expect(judge({ ageMin: null, ageMax: null, stayUntilAge: 18 }, 15)).toBe("unknown");
    expect(judge({ ageMin: null, ageMax: null, stayUntilAge: 18 }, 18)).toBe("excludes");
  });

  test("is refused where no pool takes it, and the facts say that it is the beds", () => {
    const program = { ageMin: 11, ageMax: 17, pools: [aPool({ ageMin: 15 })] };
    expect(judge(program, 13)).toBe("excludes");
    expect(explain(program, 13)).toMatchObject({ min: 11, max: 17, by_pools: true });
    expect(judge(program, 15)).toBe("meets");
  });

  test("is judged by the pools that take the child's gender", () => {
    const boysAndGirls = { boy: "accepts", girl: "accepts" } as const;
    const program = aProgram({
      genders: genderPolicies(boysAndGirls),
      pools: [
        aPool({ genders: genderPolicies({ boy: "accepts" }).accepts, ageMax: 14 }),
        aPool({ genders: genderPolicies({ girl: "accepts" }).accepts, ageMin: 15 }),
      ],
    });
    const years = (of: number, gender: "girl" | "boy") =>
      age.judge(program, aSearch({ age: of, gender }), asWorker);
    expect(years(13, "boy")).toBe("meets");
    expect(years(13, "girl")).toBe("excludes");
    expect(years(16, "girl")).toBe("meets");
    expect(age.judge(program, aSearch({ age: 13, gender: null }), asWorker)).toBe("meets");
  });

  test("is unknown, not taken, where only a pool states ages", () => {
    const program = { ageMin: null, ageMax: null, pools: [aPool({ ageMin: 12, ageMax: 17 })] };
    expect(judge(program, 15)).toBe("unknown");
    expect(judge(program, 18)).toBe("excludes");
  });
});
