import { describe, expect, test } from "vitest";
import type { Relaxation } from "../../server/matching/contract.ts";
import type { ProgramFacts } from "../../server/matching/facts.ts";
import { match } from "../../server/matching/match.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import type { Search } from "../../server/matching/search.ts";
import {
  aPool,
  aProgram,
  aSearch,
  aSite,
  asWorker,
  circumstancePolicies,
  genderPolicies,
} from "./programs.ts";

const relaxations = (
  programs: readonly Partial<ProgramFacts>[],
  search: Partial<Search>,
): Relaxation[] => {
  const index = new ProgramIndex();
  for (const program of programs) index.put(aProgram(program));
  return match(index, aSearch(search), asWorker, 1).relaxations;
};

describe("what would change the answer", () => {
  test("is a wider circle, of those wider than asked for", () => {
    const at = (lat: number) => ({ site: aSite({ lat }) });
    const programs = [at(37.81), at(38.4), at(39), at(40.5)];
    const wider = relaxations(programs, { withinMiles: 60 }).filter(
      ({ criterion }) => criterion === "distance",
    );
    expect(wider).toEqual([
      { criterion: "distance", change: { drop: true }, fits: 4 },
      { criterion: "distance", change: { within_miles: 100 }, fits: 3 },
      { criterion: "distance", change: { within_miles: 250 }, fits: 4 },
    ]);
  });

  test("is the neighbouring age", () => {
    const programs = [
      { ageMin: 16, ageMax: 17 },
      { ageMin: 16, ageMax: 17 },
    ];
    expect(relaxations(programs, { age: 15 })).toEqual([
      { criterion: "age", change: { drop: true }, fits: 2 },
      { criterion: "age", change: { age: 16 }, fits: 2 },
    ]);
  });

  test("is an interpreter, where only a direct speaker was asked for", () => {
    expect(relaxations([{}], { languages: ["vie"], interpreter: false })).toEqual([
      { criterion: "language", change: { drop: true }, fits: 1 },
      { criterion: "language", change: { interpreter: true }, fits: 1 },
    ]);
  });

  test("is one circumstance less, each alone and all together", () => {
    const circumstances = circumstancePolicies({ pregnant: "ask", self_harm: "declines" });
    const both = { circumstances: ["pregnant" as const, "self_harm" as const] };
    expect(relaxations([{ circumstances }], both)).toEqual([
      { criterion: "circumstances", change: { drop: true }, fits: 1 },
    ]);
    expect(relaxations([{ circumstances }], { circumstances: ["pregnant"] })).toEqual([
      { criterion: "circumstances", change: { drop: true, circumstance: "pregnant" }, fits: 1 },
    ]);
  });

  test("is a criterion left out that the program never answered", () => {
    expect(relaxations([{ areas: [] }], {})).toEqual([
      { criterion: "area", change: { drop: true }, fits: 1 },
    ]);
    expect(relaxations([{ kind: "hotline" }], {})).toEqual([
      { criterion: "kind", change: { drop: true }, fits: 1 },
    ]);
  });

  test("is nothing where nothing would change", () => {
    expect(relaxations([{}], {})).toEqual([]);
    expect(relaxations([{ ageMin: 18, areas: ["NV"] }], {})).toEqual([]);
  });

  test("by leaving out the gender also opens beds for other genders to the age", () => {
    const pools = [
      aPool({ genders: genderPolicies({ girl: "accepts" }).accepts, ageMin: 16 }),
      aPool({ genders: genderPolicies({ boy: "accepts" }).accepts }),
    ];
    expect(relaxations([{ pools }], {})).toContainEqual({
      criterion: "gender",
      change: { drop: true },
      fits: 1,
    });
  });

  test("by leaving out the age also opens dedicated beds for other ages", () => {
    const pools = [aPool(), aPool({ dedicated: true, ageMin: 16 })];
    const program = { pools, dedicated: false, ageMin: 16 };
    expect(relaxations([program], { dedicatedOnly: true })).toContainEqual({
      criterion: "age",
      change: { drop: true },
      fits: 1,
    });
  });
});
