import { describe, expect, test } from "vitest";
import type { ProgramFacts } from "../../server/matching/facts.ts";
import { match } from "../../server/matching/match.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import type { Search, View } from "../../server/matching/search.ts";
import {
  aPool,
  aProgram,
  aSearch,
  aSite,
  asWorker,
  circumstancePolicies,
  countedPool,
  genderPolicies,
  idOf,
  noon,
  worker,
} from "./programs.ts";

const answer = (
  programs: readonly ProgramFacts[],
  search: Partial<Search> = {},
  view: View = asWorker,
) => {
  const index = new ProgramIndex();
  for (const program of programs) index.put(program);
  return match(index, aSearch(search), view, 100);
};
const order = (...given: Parameters<typeof answer>) =>
  answer(...given).matches.map(({ program, tier }) => [program.name, tier]);

const nightly = {
  timeZone: "America/Los_Angeles",
  aroundTheClock: null,
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opensMinute: 1200,
    closesMinute: 1680,
    lastIntakeMinute: null,
  })),
  closedDays: [],
};
const pregnant = { circumstances: ["pregnant" as const] };
const asksAbout = { circumstances: circumstancePolicies({ pregnant: "ask" }) };

describe("the order of matches", () => {
  test("is the order of the groups, whatever else speaks for a program", () => {
    const programs = [
      aProgram({ name: "full", pools: [countedPool(0, 1)] }),
      aProgram({ name: "ask, full", ...asksAbout, pools: [countedPool(0, 5)] }),
      aProgram({ name: "ask, stale", ...asksAbout, pools: [countedPool(9, 13)] }),
      aProgram({ name: "ask, never counted", ...asksAbout, dedicated: true, pools: [aPool()] }),
      aProgram({ name: "fits, no pools", dedicated: true }),
      aProgram({ name: "fits, stale", pools: [countedPool(3, 13)] }),
      aProgram({ name: "ask, aging", ...asksAbout, pools: [countedPool(1, 5)] }),
      aProgram({
        name: "ask, fresh, closed",
        ...asksAbout,
        schedule: nightly,
        pools: [countedPool(1, 3)],
      }),
      aProgram({ name: "fits, fresh, closed", schedule: nightly, pools: [countedPool(1, 2)] }),
      aProgram({ name: "fits, aging", pools: [countedPool(1, 5)] }),
      aProgram({ name: "fits, fresh", pools: [countedPool(1, 1)] }),
    ];
    expect(order(programs, pregnant)).toEqual([
      ["fits, fresh", 1],
      ["fits, fresh, closed", 2],
      ["fits, aging", 2],
      ["ask, fresh, closed", 3],
      ["ask, aging", 3],
      ["fits, no pools", 4],
      ["fits, stale", 4],
      ["ask, never counted", 5],
      ["ask, stale", 5],
      ["full", 6],
      ["ask, full", 6],
    ]);
  });

  test("within a group: dedicated beds, then distance, then the newest count, then the id", () => {
    const far = aSite({ countyFips: "06067", lat: 38.58, lon: -121.49 });
    const bed = (hoursAgo: number) => ({ pools: [countedPool(1, hoursAgo)] });
    const programs = [
      aProgram({ id: idOf(0xf2), name: "same, by id second", ...bed(1) }),
      aProgram({ id: idOf(0xf1), name: "same, by id first", ...bed(1) }),
      aProgram({ name: "near, newer", ...bed(0.5) }),
      aProgram({ name: "nowhere", site: null, ...bed(0) }),
      aProgram({ name: "far", site: far, ...bed(0) }),
      aProgram({ name: "far, dedicated", site: far, dedicated: true, ...bed(3) }),
      aProgram({ name: "near, dedicated pool", pools: [countedPool(1, 3, { dedicated: true })] }),
    ];
    expect(order(programs).map(([name]) => name)).toEqual([
      "near, dedicated pool",
      "far, dedicated",
      "near, newer",
      "same, by id first",
      "same, by id second",
      "far",
      "nowhere",
    ]);
  });

  test("says how many fit and might, beyond the page that is shown", () => {
    const programs = [
      aProgram(),
      aProgram(),
      aProgram(asksAbout),
      aProgram({ ageMin: 18, ageMax: null }),
    ];
    const index = new ProgramIndex();
    for (const program of programs) index.put(program);
    const found = match(index, aSearch(pregnant), asWorker, 1);
    expect(found).toMatchObject({ total: 3, fits: 2, asks: 1, excluded: { total: 1 } });
    expect(found.matches).toHaveLength(1);
  });
});

describe("beds of a match", () => {
  const bedsOf = (pools: ProgramFacts["pools"], search: Partial<Search> = {}, more = {}) => {
    const [found] = answer([aProgram({ pools, ...more })], search).matches;
    return found && { ...found.beds, tier: found.tier };
  };

  test("are those of pools that this child may use", () => {
    const girls = genderPolicies({ girl: "accepts" }).accepts;
    const boys = genderPolicies({ boy: "accepts" }).accepts;
    const pools = [
      countedPool(2, 1, { genders: girls }),
      countedPool(4, 1, { genders: boys }),
      countedPool(1, 1, { ageMin: 16 }),
    ];
    expect(bedsOf(pools)).toMatchObject({ open: 2, freshness: "fresh", tier: 1 });
    expect(bedsOf(pools, { age: 16, gender: "boy" })).toMatchObject({ open: 5 });
  });

  test("of a stale count never look fresher for a fresh count beside it that shows none", () => {
    expect(bedsOf([countedPool(0, 1), countedPool(3, 20)])).toMatchObject({
      open: 3,
      freshness: "stale",
      tier: 4,
    });
  });

  test("of a fresh count are not mixed with those of older ones", () => {
    expect(bedsOf([countedPool(1, 1), countedPool(3, 20)])).toMatchObject({
      open: 1,
      freshness: "fresh",
      tier: 1,
    });
  });

  test("are as old as the oldest count in them", () => {
    expect(bedsOf([countedPool(1, 3), countedPool(1, 1)])).toMatchObject({
      open: 2,
      observed_at: "2026-03-02T17:00:00.000Z",
    });
    expect(bedsOf([countedPool(0, 1), countedPool(2, 6)])).toMatchObject({ freshness: "aging" });
  });

  test("are not none while a pool was never counted", () => {
    expect(bedsOf([countedPool(0, 1), aPool()])).toMatchObject({
      open: null,
      freshness: "never",
      tier: 4,
    });
  });

  test("turn stale by the clock alone", () => {
    const pools = [countedPool(2, 0)];
    const later = (hours: number) =>
      answer(
        [aProgram({ pools })],
        {},
        {
          viewer: worker,
          now: new Date(noon.getTime() + hours * 3_600_000),
        },
      ).matches[0];
    expect(later(4)?.beds.freshness).toBe("fresh");
    expect(later(4.01)?.beds.freshness).toBe("aging");
    expect(later(12.01)).toMatchObject({ beds: { open: 2, freshness: "stale" }, tier: 4 });
  });

  test("are less by what unexpired holds claim, and theirs again when the hold has expired", () => {
    const claim = (expiresAt: Date) => ({ holdId: idOf(1), poolId: idOf(1), expiresAt });
    const claimed = (...claims: Date[]) =>
      bedsOf([countedPool(1, 1)], {}, { claims: claims.map(claim) });
    expect(claimed(new Date(noon.getTime() + 1))).toMatchObject({ open: 0, tier: 6 });
    expect(claimed(noon)).toMatchObject({ open: 1, tier: 1 });
  });

  test("that a viewer may not see are as if never counted, in the group as in the figure", () => {
    const program = aProgram({ pools: [countedPool(0, 1)] });
    const [seen] = answer([program], {}, { viewer: { kind: "anonymous" }, now: noon }).matches;
    expect(seen).toMatchObject({ tier: 4, beds: { open: null, freshness: "never" } });
    expect(seen?.program.beds).toBeNull();
  });
});
