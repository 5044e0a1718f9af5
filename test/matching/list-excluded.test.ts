import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Catalogue } from "../../server/matching/catalogue.ts";
import type { ExcludedQuery, Need } from "../../server/matching/contract.ts";
import type { ProgramFacts } from "../../server/matching/facts.ts";
import { listExcluded } from "../../server/matching/list-excluded.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import { aProgram, circumstancePolicies, noon, somePrograms, worker } from "./programs.ts";

const need: Need = { age: 15, gender: "girl", from: { zip: "94607" } };

const holding = (programs: readonly ProgramFacts[]): Catalogue => {
  const index = new ProgramIndex();
  for (const program of programs) index.put(program);
  return { index, asOf: noon, current: true, size: index.size, stop: () => Promise.resolve() };
};
const list = (catalogue: Catalogue, query: Partial<ExcludedQuery> = {}) =>
  listExcluded(catalogue, worker, { need, ...query }, noon);
const ids = (page: ReturnType<typeof list>) => page.items.map(({ program }) => program.id);

const everyPage = (catalogue: Catalogue, limit: number, between: () => void = () => undefined) => {
  const pages: string[][] = [];
  let cursor: string | null | undefined;
  do {
    const page = list(catalogue, { limit, ...(cursor ? { cursor } : {}) });
    pages.push(ids(page));
    cursor = page.next;
    between();
  } while (cursor);
  return pages;
};

describe("the excluded", () => {
  const tooOld = { ageMin: 18, ageMax: null };
  const elsewhere = { areas: ["NV"] };
  const pregnant: Need = { ...need, circumstances: ["pregnant", "self_harm"] };
  const declining = {
    circumstances: circumstancePolicies({ pregnant: "declines", self_harm: "accepts" }),
  };
  const catalogue = holding([
    aProgram(),
    aProgram({ name: "too old and elsewhere", ...tooOld, ...elsewhere }),
    aProgram({ name: "too old", ...tooOld }),
    aProgram({ name: "elsewhere", ...elsewhere }),
    aProgram({ name: "declining", ...declining }),
  ]);
  const named = (query: Partial<ExcludedQuery>) => {
    const page = list(catalogue, query);
    return { total: page.total, names: page.items.map(({ program }) => program.name) };
  };

  test("are listed with every criterion, and narrowed to a reason or a circumstance", () => {
    expect(named({}).total).toBe(3);
    expect(named({ reason: "age" })).toEqual({
      total: 2,
      names: ["too old", "too old and elsewhere"],
    });
    expect(named({ need: pregnant, circumstance: "pregnant" }).names).toEqual(["declining"]);
    expect(named({ need: pregnant, circumstance: "self_harm" }).total).toBe(0);
    expect(named({ circumstance: "pregnant" }).total).toBe(0);
    expect(list(catalogue).items[0]?.criteria).toHaveLength(10);
    expect(list(catalogue).items[0]?.verdict).toBe("excluded");
  });

  test("are paged without repeating or skipping one, in any size of page", () => {
    fc.assert(
      fc.property(somePrograms(40), fc.integer({ min: 1, max: 10 }), (programs, limit) => {
        const all = holding(programs);
        const pages = everyPage(all, limit);
        expect(pages.flat()).toEqual(ids(list(all, { limit: 100 })));
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      }),
    );
  });

  test("are paged without repeating or skipping one while others come and go", () => {
    const staying = Array.from({ length: 12 }, () => aProgram({ ...tooOld }));
    const changing = holding(staying);
    const pages = everyPage(changing, 3, () => {
      changing.index.put(aProgram({ ...tooOld }));
      changing.index.put(aProgram({ ...tooOld, ...elsewhere }));
      if (changing.index.size > 30) throw new Error("The pages do not end.");
      for (const program of staying.slice(0, 1)) changing.index.remove(program.id);
    });
    const seen = pages.flat();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(staying.map(({ id }) => id)));
  });

  test.each(["", "x", "bm90IGpzb24", Buffer.from("[1,2]").toString("base64url"), "Å"])(
    "refuse the cursor %j as none of theirs",
    (cursor) => {
      expect(() => list(catalogue, { cursor })).toThrow(
        expect.objectContaining({ code: "invalid_input" }),
      );
    },
  );
});
