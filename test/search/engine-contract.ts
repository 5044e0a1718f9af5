import { describe, expect, test } from "vitest";
import { facetNames } from "../../server/search/engine.ts";
import { findCounty, findZip, milesBetween } from "../../server/directory/places.ts";
import {
  anonymousAccess,
  ask,
  contractListings,
  countOf,
  everyPage,
  foundKeys,
  workerAccess,
  type SearchedDirectory,
} from "./searching.ts";

const near = (zip: string) => {
  const from = findZip(zip);
  if (!from) throw new Error(`no ZIP ${zip}`);
  return {
    ...from,
    milesToCounty: (fips: string) => {
      const county = findCounty(fips);
      return county ? milesBetween(from, county) : null;
    },
  };
};

/**
 * What every engine promises, over `contractListings`. `directory` is asked for inside the tests,
 * when it stands.
 */
export const promiseOfEngine = (directory: () => SearchedDirectory): void => {
  const keys = (query: Parameters<typeof foundKeys>[1]) => foundKeys(directory(), query);
  const answer = (query: Parameters<typeof foundKeys>[1]) => ask(directory().engine, query);

  describe("words", () => {
    test("an exact name comes before a beginning, before a word inside, before a text", async () => {
      expect(await keys({ q: "harbor" })).toEqual(["harbor", "harbor-house", "old-harbor", "law"]);
    });

    test.each([
      ["harb", "harbor"],
      ["old harb", "old-harbor"],
      ["habror house", "harbor-house"],
      ["cuonsel for yuoth", "law"],
      ["centro ninez", "ninez"],
      ["NIÑEZ Y ESPERANZA", "ninez"],
      ["esperansa", "ninez"],
      ["fictional pier", "old-harbor"],
      ["counsels", "law"],
    ])("%j finds %s first", async (q, first) => {
      expect((await keys({ q }))[0]).toBe(first);
    });

    test.each([
      ["abogado", "law"],
      ["asilo", "law"],
      ["embarazada", "harbor-house"],
      ["salud mental", "ninez"],
      ["linea de ayuda", "hotline"],
      ["casa segura", "harbor-house"],
      ["vivienda transitoria", "partner"],
      ["refugio", "confidential"],
      ["DMST", "harbor-house"],
    ])("%j is understood and finds %s", async (q, found) => {
      expect(await keys({ q })).toContain(found);
    });

    test("all words count: a program answers each, and towns and counties are words too", async () => {
      expect(await keys({ q: "safe house oakland" })).toEqual(["harbor-house"]);
      expect((await keys({ q: "alameda county safe house" })).sort()).toEqual([
        "confidential",
        "harbor-house",
      ]);
    });

    test("where nothing answers every word, those that answer most are found", async () => {
      expect((await keys({ q: "harbor house zzyzx" }))[0]).toBe("harbor-house");
    });

    test.each([
      "zzyzx",
      "😀",
      "...",
      "\u0000",
      "\u202e",
      "((x+x+)+y)+$",
      "'; drop table programs",
      "%_\\",
    ])("%j finds nothing and breaks nothing", async (q) => {
      expect((await answer({ q })).total).toBe(0);
    });

    test("nothing but blanks is no search by words", async () => {
      expect((await answer({ q: "  " })).total).toBe(contractListings.length);
    });
  });

  describe("filters", () => {
    test.each([
      [{ kind: ["legal", "hotline"] }, ["hotline", "law"]],
      [{ gender: ["boy"] }, ["harbor", "partner"]],
      [{ gender: ["girl", "boy"] }, ["harbor", "harbor-house", "partner"]],
      [{ circumstance: ["pregnant"] }, ["harbor-house"]],
      [{ circumstance: ["pregnant", "runaway_history"] }, ["harbor-house"]],
      [{ service: ["counseling", "education"] }, ["harbor-house"]],
      [{ age: 15 }, ["harbor-house"]],
      [{ age: 16 }, ["harbor", "harbor-house"]],
      [{ age: 18 }, ["harbor"]],
      [{ language: ["spa"] }, ["harbor", "harbor-house", "old-harbor"]],
      [{ language: ["fra"] }, []],
      [{ language: ["vie"] }, ["old-harbor"]],
      [{ dedicated: true }, ["harbor-house"]],
      [{ dedicated: false }, ["ninez"]],
      [{ state: ["NV"] }, ["hotline", "ninez", "old-harbor"]],
      [{ county: ["06001"] }, ["confidential", "harbor-house", "hotline", "law", "partner"]],
      [{ county: ["32031"] }, ["hotline", "ninez", "old-harbor"]],
    ])("%j finds %j: what was never stated satisfies no filter", async (query, found) => {
      const result = await answer(query);
      expect(result.hits.map(({ id }) => directory().keyOf(id)).sort()).toEqual(found);
      expect(result.total).toBe(found.length);
    });

    test("filters narrow the words that were typed", async () => {
      expect(await keys({ q: "harbor", kind: ["group_home"] })).toEqual(["old-harbor"]);
    });
  });

  describe("distance", () => {
    const within = (withinMiles: number) =>
      keys({ near: near("94607"), withinMiles, sort: "distance" });

    test("what lies within so many miles is found, nearest first", async () => {
      expect(await within(12)).toEqual(["harbor-house", "law"]);
      expect((await within(200)).slice(0, 3)).toEqual(["harbor-house", "law", "partner"]);
    });

    test("a program without a place is within no distance", async () => {
      expect(await within(3000)).not.toContain("hotline");
    });

    test("sorted by distance, what has none comes last", async () => {
      expect((await keys({ near: near("94607"), sort: "distance" })).at(-1)).toBe("hotline");
    });

    test("a confidential program is as far as its county's centre, for everybody", async () => {
      const county = findCounty("06001");
      const from = near("94607");
      const own = { ...workerAccess, ownProgramIds: [directory().idOf("confidential")] };
      for (const access of [workerAccess, own]) {
        const { hits } = await answer({ near: from, q: "lantern", access });
        expect(county && milesBetween(from, county)).toBeCloseTo(hits[0]?.distanceMiles ?? -1, 5);
      }
    });

    test("a partner's site is its county to whoever may not know its address", async () => {
      const from = near("94541");
      const unlocated = { ...workerAccess, located: ["public" as const] };
      const miles = async (access: typeof workerAccess) =>
        (await answer({ near: from, q: "cove lodge", access })).hits[0]?.distanceMiles;
      expect(await miles(workerAccess)).toBeLessThan(0.1);
      expect(await miles(unlocated)).toBeGreaterThan(1);
      expect(await keys({ q: "hayward" })).toEqual(["partner"]);
      expect(await keys({ q: "hayward", access: unlocated })).toEqual([]);
    });
  });

  describe("facets", () => {
    test("each facet counts as if its own filter were not set", async () => {
      const result = await answer({ kind: ["safe_house"], gender: ["girl"] });
      expect(result.total).toBe(1);
      expect(countOf(result, "kind", "emergency_shelter")).toBe(1);
      expect(countOf(result, "gender", "girl")).toBe(1);
      expect(countOf(result, "gender", "boy")).toBe(0);
    });

    test("a value that was asked for is counted even where there is none", async () => {
      const { facets } = await answer({ kind: ["street_outreach"] });
      expect(facets.kind).toContainEqual({ value: "street_outreach", programs: 0 });
    });

    test("a value's count is the total that choosing it gives", async () => {
      for (const query of [{}, { q: "harbor" }, { state: ["CA"] }, { gender: ["boy"] }]) {
        const { facets } = await answer(query);
        for (const facet of facetNames) {
          for (const { value, programs } of facets[facet]) {
            const chosen = facet === "dedicated" ? value === "true" : [value];
            const { total } = await answer({ ...query, [facet]: chosen });
            expect([facet, value, total]).toEqual([facet, value, programs]);
          }
        }
      }
    });
  });

  describe("pages", () => {
    test.each([
      { sort: "name" as const },
      { sort: "relevance" as const, q: "harbor" },
      { sort: "distance" as const, near: near("93721") },
      { sort: "freshness" as const },
    ])("pages of one, sorted by $sort, make up the whole answer", async (query) => {
      const whole = await answer(query);
      const ids = await everyPage(directory().engine, { ...query, limit: 1 });
      expect(ids).toEqual(whole.hits.map(({ id }) => id));
      expect(new Set(ids).size).toBe(whole.total);
    });

    test("a cursor of another search is refused", async () => {
      const { next } = await answer({ limit: 1 });
      if (next === null) throw new Error("there is a next page");
      const refusal = { code: "invalid_input" };
      await expect(answer({ limit: 1, kind: ["legal"], cursor: next })).rejects.toMatchObject(
        refusal,
      );
      await expect(answer({ limit: 1, sort: "name", cursor: next })).rejects.toMatchObject(refusal);
      for (const cursor of ["", "nonsense", "eyJhIjoxfQ", `${next}x`, "\u0000"]) {
        await expect(answer({ limit: 1, cursor })).rejects.toMatchObject(refusal);
      }
    });
  });

  describe("access", () => {
    test("what the viewer may not see is neither found nor counted", async () => {
      const result = await answer({ access: anonymousAccess });
      expect(result.total).toBe(contractListings.length - 2);
      expect(countOf(result, "kind", "transitional_living")).toBe(0);
      expect(countOf(result, "kind", "safe_house")).toBe(1);
      expect(await keys({ q: "lantern", access: anonymousAccess })).toEqual([]);
    });

    test("a program of one's own is there whatever its visibility", async () => {
      const own = { ...anonymousAccess, ownProgramIds: [directory().idOf("confidential")] };
      expect(await keys({ q: "lantern", access: own })).toEqual(["confidential"]);
      expect((await answer({ access: own })).total).toBe(contractListings.length - 1);
    });
  });
};
