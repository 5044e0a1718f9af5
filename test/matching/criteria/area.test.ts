import { describe, expect, test } from "vitest";
import { area } from "../../../server/matching/criteria/area.ts";
import type { ProgramFacts } from "../../../server/matching/facts.ts";
import { resolveNeed } from "../../../server/matching/resolve-need.ts";
import { aProgram, asWorker } from "../programs.ts";

const oakland = resolveNeed({ age: 15, from: { zip: "94607" } });
const judge = (program: Partial<ProgramFacts>, need = oakland) =>
  area.judge(aProgram(program), need, asWorker);
const explain = (program: Partial<ProgramFacts>) =>
  area.explain(aProgram(program), oakland, asWorker);

describe("area served", () => {
  test("covers the child's county, state or nation, and the facts name the narrowest", () => {
    expect(judge({ areas: ["06001"] })).toBe("meets");
    expect(judge({ areas: ["CA"] })).toBe("meets");
    expect(judge({ areas: ["US"] })).toBe("meets");
    expect(explain({ areas: ["US", "CA", "06001"] })).toEqual({ scope: "county", code: "06001" });
    expect(explain({ areas: ["US", "CA"] })).toEqual({ scope: "state", code: "CA" });
  });

  test("that covers somewhere else refuses", () => {
    expect(judge({ areas: ["06075", "NV"] })).toBe("excludes");
  });

  test("that was never stated is unknown, and so is a child's from nowhere stated", () => {
    expect(judge({ areas: [] })).toBe("unknown");
    expect(judge({ areas: ["06075"] }, resolveNeed({ age: 15 }))).toBe("unknown");
  });

  test("of a child from outside the country is unknown", () => {
    expect(
      judge({ areas: ["US"] }, resolveNeed({ age: 15, from: { lat: 19.4, lon: -99.1 } })),
    ).toBe("unknown");
  });

  test("is asked where the program prefers children from elsewhere and this one is from its county", () => {
    expect(judge({ areas: ["CA"], prefersFromElsewhere: true })).toBe("ask");
    expect(explain({ areas: ["CA"], prefersFromElsewhere: true })).toMatchObject({
      prefers_from_elsewhere: true,
    });
    const elsewhere = resolveNeed({ age: 15, from: { zip: "94110" } });
    expect(judge({ areas: ["CA"], prefersFromElsewhere: true }, elsewhere)).toBe("meets");
    expect(judge({ areas: ["06075"], prefersFromElsewhere: true })).toBe("excludes");
  });

  test("is found for a ZIP whose centre simplified outlines put into the bay", () => {
    const berkeleyShore = resolveNeed({ age: 15, from: { zip: "94710" } });
    expect(berkeleyShore.from?.county).toMatchObject({ name: "Alameda", state: "CA" });
  });
});
