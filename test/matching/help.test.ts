import { describe, expect, test } from "vitest";
import type { ProgramFacts } from "../../server/matching/facts.ts";
import { match } from "../../server/matching/match.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import type { Search, View } from "../../server/matching/search.ts";
import { aProgram, aSearch, aSite, asWorker, confidentialSite, noon } from "./programs.ts";

const helpFor = (
  programs: readonly ProgramFacts[],
  search: Partial<Search> = {},
  view: View = asWorker,
) => {
  const index = new ProgramIndex();
  for (const program of programs) index.put(program);
  return match(index, aSearch(search), view, 20).help;
};
const names = (programs: readonly { name: string }[] | undefined) =>
  programs?.map(({ name }) => name);

const nine = { timeZone: "America/New_York", aroundTheClock: null, closedDays: [] };
const closed = {
  ...nine,
  hours: [{ weekday: 5, opensMinute: 540, closesMinute: 600, lastIntakeMinute: null }],
};
const unstated = { ...nine, hours: [] };
const far = aSite({ lat: 38.58, lon: -121.49 });
const beyond = aSite({ lat: 39.95, lon: -75.16 });

describe("where nothing fits", () => {
  test("the excluded programs with the fewest criteria against them come first, then the nearest", () => {
    const help = helpFor([
      aProgram({ name: "two against", ageMin: 18, ageMax: null, areas: ["NV"] }),
      aProgram({ name: "one against, far", ageMin: 18, ageMax: null, site: far }),
      aProgram({ name: "one against", ageMin: 18, ageMax: null }),
      aProgram({ name: "another kind", kind: "legal" }),
      aProgram({ name: "a question only", areas: [] }),
    ]);
    expect(help?.nearest.map(({ program }) => program.name)).toEqual([
      "one against",
      "one against, far",
      "two against",
      "another kind",
    ]);
    expect(help?.nearest[0]).toMatchObject({ verdict: "excluded", tier: 7 });
  });

  test("hotlines that are open now come first, those of other areas not at all", () => {
    const hotline = (name: string, more: Partial<ProgramFacts>) =>
      aProgram({ name, kind: "hotline", site: null, areas: ["US"], ...more });
    const help = helpFor([
      hotline("closed", { schedule: closed }),
      hotline("paused", { pausedUntil: new Date(noon.getTime() + 1000) }),
      hotline("unknown hours", { schedule: unstated }),
      hotline("open, area not stated", { areas: [] }),
      hotline("open", {}),
      hotline("of Nevada", { areas: ["NV"] }),
    ]);
    const listed = names(help?.hotlines);
    expect(listed?.slice(0, 2)).toEqual(["open", "open, area not stated"]);
    expect(new Set(listed)).toEqual(
      new Set(["open", "open, area not stated", "closed", "paused", "unknown hours"]),
    );
  });

  test("the nearest advocates and advocacy centers are named", () => {
    const help = helpFor([
      aProgram({ name: "far advocate", kind: "advocacy", site: far }),
      aProgram({ name: "near case manager", kind: "case_management" }),
      aProgram({ name: "center beyond reach", kind: "advocacy_center", site: beyond, areas: [] }),
      aProgram({ name: "far center", kind: "advocacy_center", site: far }),
      aProgram({ name: "near center", kind: "advocacy_center" }),
      aProgram({ name: "lawyer", kind: "legal" }),
    ]);
    expect(names(help?.advocates)).toEqual(["near case manager", "far advocate"]);
    expect(names(help?.advocacy_centers)).toEqual(["near center", "far center"]);
  });

  test("the only center there is is named, however far", () => {
    const help = helpFor([aProgram({ kind: "advocacy_center", site: beyond, areas: [] })]);
    expect(help?.advocacy_centers).toHaveLength(1);
  });

  test("nothing is offered that the viewer may not know of", () => {
    const hidden = { site: confidentialSite("06001"), ageMin: 18, ageMax: null };
    const programs = [aProgram(hidden), aProgram({ ...hidden, kind: "advocacy" })];
    expect(helpFor(programs, {}, { viewer: { kind: "anonymous" }, now: noon })).toEqual({
      nearest: [],
      hotlines: [],
      advocates: [],
      advocacy_centers: [],
    });
  });

  test("there is none where something fits", () => {
    expect(helpFor([aProgram()])).toBeNull();
  });
});

describe("a need that nothing can meet", () => {
  const programs = [aProgram(), aProgram()];
  const answer = (search: Partial<Search>) => {
    const index = new ProgramIndex();
    for (const program of programs) index.put(program);
    return match(index, aSearch(search), asWorker, 20);
  };

  test.each<[string, Partial<Search>]>([
    ["kind", { kinds: [] }],
    ["distance", { withinMiles: 0 }],
    ["avoid", { avoid: [{ lat: 39, lon: -98, miles: 3000 }] }],
  ])("is answered with no match, and that it fits without its %s", (criterion, search) => {
    const found = answer(search);
    expect(found).toMatchObject({ total: 0, fits: 0, matches: [], excluded: { total: 2 } });
    expect(found.relaxations).toContainEqual({ criterion, change: { drop: true }, fits: 2 });
    expect(found.help?.nearest).toHaveLength(2);
  });
});
