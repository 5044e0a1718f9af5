import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { circumstances } from "../../db/codes.ts";
import { disclose } from "../../server/access/disclosure.ts";
import { summarizeBeds } from "../../server/directory/pool-figures.ts";
import { criteria as criterionNames } from "../../server/matching/contract.ts";
import { chordTo } from "../../server/matching/criteria/distance.ts";
import { criteria, judge } from "../../server/matching/criteria/index.ts";
import { explainCriteria, verdictOf } from "../../server/matching/explain-match.ts";
import { withClaims, type ProgramFacts } from "../../server/matching/facts.ts";
import { intakeWithPause } from "../../server/directory/intake-hours.ts";
import { match } from "../../server/matching/match.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import { applyRelaxation } from "../../server/matching/relaxations.ts";
import type { Search, View } from "../../server/matching/search.ts";
import { tierOf } from "../../server/matching/tier.ts";
import { usablePools } from "../../server/matching/usable-pools.ts";
import { noon, somePrograms, someSearch, someViewer } from "./programs.ts";

const indexOf = (programs: readonly ProgramFacts[]): ProgramIndex => {
  const index = new ProgramIndex();
  for (const program of programs) index.put(program);
  return index;
};

const someCase = somePrograms(40).chain((programs) =>
  fc.record({
    programs: fc.constant(programs),
    search: someSearch,
    view: someViewer(programs).map((viewer): View => ({ viewer, now: noon })),
  }),
);

const visibilityOf = (program: ProgramFacts) => program.site?.visibility ?? "public";

/** The rules said plainly, one program at a time: what the index must answer too. */
const plainly = (programs: readonly ProgramFacts[], search: Search, view: View) => {
  const seen = programs.filter(
    (program) =>
      disclose(view.viewer, { id: program.id, visibility: visibilityOf(program) }).listing,
  );
  const judged = seen.map((program) => {
    const explained = explainCriteria(program, search, view);
    const verdict = verdictOf(explained);
    const may = disclose(view.viewer, { id: program.id, visibility: visibilityOf(program) });
    const usable = usablePools(withClaims(program, noon), search);
    const beds = summarizeBeds(may.beds === true ? usable : [], noon);
    const observedAt = beds.observed_at === null ? -Infinity : Date.parse(beds.observed_at);
    const openNow = intakeWithPause(program.schedule, program.pausedUntil, noon).openNow === true;
    const figure = { freshness: beds.freshness, open: beds.open ?? 0, observedAt };
    const keeps =
      program.dedicated === true ||
      usablePools(program, { ...search, dedicatedOnly: true }).length > 0;
    return {
      id: program.id,
      explained,
      verdict,
      tier: verdict === "excluded" ? 7 : tierOf(verdict === "fits", openNow, figure),
      dedicated: keeps ? 0 : 1,
      chord: chordTo(program, search, view) ?? Infinity,
      observedAt,
    };
  });
  const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  const order = judged
    .filter(({ verdict }) => verdict !== "excluded")
    .sort(
      (a, b) =>
        compare(a.tier, b.tier) ||
        compare(a.dedicated, b.dedicated) ||
        compare(a.chord, b.chord) ||
        compare(b.observedAt, a.observedAt) ||
        (a.id < b.id ? -1 : 1),
    );
  return { judged, order };
};

const runs = { numRuns: 200 };

describe("a search over any programs", () => {
  test("finds, judges and orders as the rules say, program by program", () => {
    fc.assert(
      fc.property(
        someCase,
        fc.integer({ min: 1, max: 45 }),
        ({ programs, search, view }, limit) => {
          const answer = match(indexOf(programs), search, view, limit);
          const { judged, order } = plainly(programs, search, view);
          expect(answer.total).toBe(order.length);
          expect(answer.fits).toBe(order.filter(({ verdict }) => verdict === "fits").length);
          expect(answer.asks).toBe(answer.total - answer.fits);
          expect(answer.excluded.total).toBe(judged.length - order.length);
          expect(
            answer.matches.map(({ program, verdict, tier }) => [program.id, verdict, tier]),
          ).toEqual(order.slice(0, limit).map(({ id, verdict, tier }) => [id, verdict, tier]));
        },
      ),
      runs,
    );
  });

  test("has no excluded program among the matches, and every match carries every criterion", () => {
    fc.assert(
      fc.property(someCase, ({ programs, search, view }) => {
        for (const found of match(indexOf(programs), search, view, 100).matches) {
          expect(found.verdict).not.toBe("excluded");
          expect(found.criteria.map(({ criterion }) => criterion)).toEqual(criterionNames);
          expect(found.criteria.map(({ verdict }) => verdict)).not.toContain("excludes");
        }
      }),
      runs,
    );
  });

  test("gives the same answer for any order in which the programs came", () => {
    fc.assert(
      fc.property(
        someCase.chain((given) =>
          fc.record({
            given: fc.constant(given),
            shuffled: fc.shuffledSubarray(given.programs, { minLength: given.programs.length }),
          }),
        ),
        ({ given: { programs, search, view }, shuffled }) => {
          expect(match(indexOf(shuffled), search, view, 100)).toEqual(
            match(indexOf(programs), search, view, 100),
          );
        },
      ),
      runs,
    );
  });

  test("never turns an excluded program into a match by one more circumstance", () => {
    fc.assert(
      fc.property(
        someCase,
        fc.constantFrom(...circumstances),
        ({ programs, search, view }, more) => {
          const index = indexOf(programs);
          const before = match(index, search, view, 100);
          const matching = new Set(before.matches.map(({ program }) => program.id));
          const asked = [...new Set([...search.circumstances, more])];
          const after = match(index, { ...search, circumstances: asked }, view, 100);
          for (const { program } of after.matches) expect(matching).toContain(program.id);
          expect(after.fits).toBeLessThanOrEqual(before.fits);
        },
      ),
      runs,
    );
  });

  test("counts what each criterion and each circumstance excludes", () => {
    fc.assert(
      fc.property(someCase, ({ programs, search, view }) => {
        const { judged } = plainly(programs, search, view);
        const { by_reason } = match(indexOf(programs), search, view, 1).excluded;
        const counted = (name: string, circumstance?: string) =>
          by_reason.find(
            (reason) => reason.criterion === name && reason.circumstance === circumstance,
          )?.programs ?? 0;
        for (const { name } of criteria) {
          const excluded = judged.filter(({ explained }) =>
            explained.some(
              ({ criterion, verdict }) => criterion === name && verdict === "excludes",
            ),
          );
          expect(counted(name)).toBe(excluded.length);
        }
        for (const circumstance of search.circumstances) {
          const declining = judged.filter(({ explained }) =>
            explained.some(({ facts }) =>
              facts.circumstances?.some(
                (stated) => stated.circumstance === circumstance && stated.policy === "declines",
              ),
            ),
          );
          expect(counted("circumstances", circumstance)).toBe(declining.length);
        }
      }),
      runs,
    );
  });

  test("relaxations agree with searching again", () => {
    fc.assert(
      fc.property(someCase, ({ programs, search, view }) => {
        const index = indexOf(programs);
        const { fits, relaxations } = match(index, search, view, 1);
        for (const { fits: promised, ...change } of relaxations) {
          const changed = applyRelaxation(search, change);
          expect(match(index, changed, view, 1).fits).toBe(promised);
          expect(
            plainly(programs, changed, view).judged.filter(({ verdict }) => verdict === "fits"),
          ).toHaveLength(promised);
          expect(promised).not.toBe(fits);
        }
      }),
      runs,
    );
  });

  test("tells nothing of programs that the viewer may not know of", () => {
    fc.assert(
      fc.property(someCase, ({ programs, search, view }) => {
        const known = programs.filter(
          (program) =>
            disclose(view.viewer, { id: program.id, visibility: visibilityOf(program) }).listing,
        );
        expect(match(indexOf(programs), search, view, 100)).toEqual(
          match(indexOf(known), search, view, 100),
        );
      }),
      runs,
    );
  });

  test("tells nothing of counts that the viewer may not see", () => {
    fc.assert(
      fc.property(someCase, ({ programs, search, view }) => {
        const uncounted = programs.map((program) => {
          const may = disclose(view.viewer, { id: program.id, visibility: visibilityOf(program) });
          if (may.beds === true) return program;
          const nothing = { open: null, total: null, observedAt: null };
          return { ...program, pools: program.pools.map((pool) => ({ ...pool, ...nothing })) };
        });
        expect(match(indexOf(programs), search, view, 100)).toEqual(
          match(indexOf(uncounted), search, view, 100),
        );
      }),
      runs,
    );
  });

  test("tells nothing of points that the viewer may not know", () => {
    fc.assert(
      fc.property(someCase, ({ programs, search, view }) => {
        const moved = programs.map((program) => {
          const visibility = visibilityOf(program);
          const may = disclose(view.viewer, { id: program.id, visibility });
          if (!program.site || (may.address && visibility !== "confidential")) return program;
          return {
            ...program,
            site: {
              ...program.site,
              lat: 21.3,
              lon: -157.8,
              address: "x",
              city: "x",
              zip: "96801",
            },
          };
        });
        expect(match(indexOf(moved), search, view, 100)).toEqual(
          match(indexOf(programs), search, view, 100),
        );
      }),
      runs,
    );
  });
});

test("an index that programs came to, left and changed in answers like a new one", () => {
  fc.assert(
    fc.property(somePrograms(20), somePrograms(20), someSearch, (before, after, search) => {
      const view: View = { viewer: { kind: "anonymous" }, now: noon };
      const changed = indexOf(before);
      match(changed, search, view, 100);
      const staying = new Set(after.map(({ id }) => id));
      for (const { id } of before) if (!staying.has(id)) changed.remove(id);
      for (const program of after) changed.put(program);
      expect(changed.size).toBe(after.length);
      expect(match(changed, search, view, 100)).toEqual(match(indexOf(after), search, view, 100));
    }),
    runs,
  );
});

test("a dropped criterion is judged as met", () => {
  fc.assert(
    fc.property(someCase, fc.constantFrom(...criteria), ({ programs, search, view }, criterion) => {
      const dropped = { ...search, dropped: [criterion.name] };
      for (const program of programs)
        expect(judge(criterion, program, dropped, view)).toBe("meets");
    }),
  );
});
