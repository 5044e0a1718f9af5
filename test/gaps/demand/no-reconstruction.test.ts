import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchOutcome } from "../../../db/codes.ts";
import type { DemandFact } from "../../../server/gaps/demand/demand-facts.ts";
import {
  publishMonth,
  type Area,
  type PublishedMonth,
  type SearchFigures,
} from "../../../server/gaps/demand/publish-month.ts";
import { asParts, openAttacker, smallFigures, type Statement as Said } from "./attacker.ts";

/**
 * The attacker knows every county of the state and every figure that was published of it, and knows
 * how figures are withheld: a county below five is not listed. Unknown are the counts of searches by
 * county, outcome, age and barrier, which are whole and not negative.
 */
const counties = ["06001", "06003", "06005", "06007"];
const countiesOf = new Map([["CA", counties]]);
const ages = ["12_13", "14_15", "16_17"] as const;
const outcomes: readonly SearchOutcome[] = ["open_bed", "fit", "ask", "none"];
const barriers = ["age", "gender", null] as const;

/** Every unknown: what one fact can be. */
const atoms = counties.flatMap((county) =>
  outcomes.flatMap((found) =>
    ages.flatMap((ageBand) =>
      (found === "ask" || found === "none" ? barriers : [null]).map((barrier) => ({
        ...({ kind: "search", county, ageBand, found, barrier } as const),
        ...{ outcome: null, waited: null, declineReason: null },
      })),
    ),
  ),
);
type Atom = (typeof atoms)[number];

type Statement = Said<Atom>;
const { solvedByEquations, solvedByBounds } = await openAttacker(atoms);

const isUnfit = ({ found }: Atom) => found === "ask" || found === "none";

/** Everything that the figures of an area say and withhold. */
const statementsOf = (
  name: string,
  inArea: (atom: Atom) => boolean,
  figures: SearchFigures,
): Statement[] => {
  const statement = (what: string, value: number | null, of: (atom: Atom) => boolean) => ({
    ...{ what: `${name} ${what}`, value },
    of: (atom: Atom) => inArea(atom) && of(atom),
  });
  const groups = [
    ["open bed", figures.open_bed, ({ found }: Atom) => found === "open_bed"],
    ["without open bed", figures.without_open_bed, ({ found }: Atom) => found === "fit"],
    ["without fit", figures.without_fit, isUnfit],
  ] as const;
  const unfit = figures.without_fit;
  return [
    statement("total", figures.total, () => true),
    ...ages.map((age) => statement(age, figures.by_age[age], ({ ageBand }) => ageBand === age)),
    ...asParts(groups.map(([what, group, of]) => statement(what, group.total, of))),
    ...groups.flatMap(([what, group, of]) =>
      asParts(
        ages.map((age) =>
          statement(
            `${what} ${age}`,
            group.by_age[age],
            (atom) => of(atom) && atom.ageBand === age,
          ),
        ),
      ),
    ),
    ...asParts([
      statement("to ask", unfit.to_ask, ({ found }) => found === "ask"),
      statement("nothing", unfit.nothing, ({ found }) => found === "none"),
    ]),
    ...asParts(
      barriers.map((barrier) =>
        statement(
          `barred by ${barrier ?? "no single one"}`,
          unfit.by_barrier[barrier ?? "none_alone"],
          (atom) => isUnfit(atom) && atom.barrier === barrier,
        ),
      ),
    ),
  ];
};

/** What a month says, withheld figures among it; counties that are not listed are withheld. */
const readMonth = ({ searches }: PublishedMonth): Statement[] => {
  const alone = new Set(searches.flatMap(({ county }) => county ?? []));
  const inArea = ({ county }: Area<SearchFigures>) =>
    county === null
      ? (atom: Atom) => !alone.has(atom.county)
      : (atom: Atom) => atom.county === county;
  return [
    ...searches.flatMap((area) => statementsOf(area.county ?? "rest", inArea(area), area.figures)),
    ...counties
      .filter((county) => !alone.has(county))
      .map((county) => ({
        ...{ what: `${county} total`, value: null, isSmall: true },
        of: (atom: Atom) => atom.county === county,
      })),
  ];
};

/** What is left of a published total when its published parts are taken away, where that is small. */
const smallRests = ({ searches }: PublishedMonth): number[] =>
  searches
    .flatMap(({ figures }) => {
      const { open_bed: open, without_open_bed: full, without_fit: none } = figures;
      const parts = [open, full, none].map(({ total }) => total);
      const ask = [none.to_ask, none.nothing];
      return [
        [figures.total, parts],
        [figures.total, Object.values(figures.by_age)],
        ...[open, full, none].map((group) => [group.total, Object.values(group.by_age)] as const),
        [none.total, Object.values(none.by_barrier)],
        [none.total, ask],
      ] as [number | null, (number | null)[]][];
    })
    .filter(([total]) => total !== null)
    .map(
      ([total, parts]) => (total ?? 0) - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
    )
    .filter((rest) => rest > 0 && rest < 5);

const facts = (counts: readonly number[]): DemandFact[] =>
  counts.flatMap((count, at) =>
    Array.from({ length: count }, () => atoms[at]).flatMap((atom) => atom ?? []),
  );

/** Few kinds of facts, each with just fewer than five or just enough: where the bounds bite. */
const tightCounts = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: atoms.length - 1 }),
      count: fc.constantFrom(4, 4, 4, 5, 9),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((chosen) => atoms.map((_atom, at) => chosen.find((choice) => choice.at === at)?.count ?? 0));

/** Mostly nothing, often small, sometimes many: where withholding is hard. */
const someCounts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: 6, max: 40 }) },
  ),
  { minLength: atoms.length, maxLength: atoms.length },
);

const twoOfFour = [
  1, 1, 0, 0, 6, 1, 0, 0, 1, 0, 6, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 0, 6, 1, 0, 0, 0, 0, 1,
  0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 6, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 6, 0, 0, 1, 0, 0, 0, 0, 6, 0, 0,
  0, 1, 0, 1, 6, 0, 0, 0, 6, 0, 1, 6, 3, 0, 2, 2, 0, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0,
];

describe("no withheld figure can be found", () => {
  test("by equations, by bounds, or as the rest of a total", () => {
    fc.assert(
      fc.property(fc.oneof(someCounts, tightCounts), (counts) => {
        const month = publishMonth(facts(counts), countiesOf);
        const statements = readMonth(month);
        expect(smallRests(month)).toEqual([]);
        expect(smallFigures(statements)).toEqual([]);
        expect(solvedByEquations(statements)).toEqual([]);
        expect(solvedByBounds(statements)).toEqual([]);
      }),
      {
        numRuns: 25,
        // Two barriers of four each, which a reader who knows the only possible ones could divide.
        examples: [[twoOfFour]],
      },
    );
  }, 120_000);

  test("not even where small parts come to all that they could be", () => {
    // Open bed nine times, and four times each of the two others: eight of two below five.
    const counts = atoms.map(({ county, found, ageBand, barrier }) => {
      if (county !== "06001" || ageBand !== "14_15" || barrier !== null) return 0;
      return { open_bed: 9, fit: 4, ask: 4, none: 0 }[found];
    });
    const statements = readMonth(publishMonth(facts(counts), countiesOf));
    expect(solvedByBounds(statements)).toEqual([]);
    const pooled = atoms.map(({ county, found, ageBand }) =>
      found === "open_bed" && ageBand === "14_15" ? (county < "06005" ? 4 : 9) : 0,
    );
    expect(solvedByBounds(readMonth(publishMonth(facts(pooled), countiesOf)))).toEqual([]);
  });

  test("though the attacker finds what a looser rule would give away", () => {
    // Nine searches of which one outcome has two: withheld alone, it is the rest of the total.
    const loose: Statement[] = [
      { what: "total", of: () => true, value: 9 },
      { what: "open bed", of: ({ found }) => found === "open_bed", value: 7 },
      { what: "others", of: ({ found }) => found !== "open_bed", value: null },
    ];
    expect(solvedByEquations(loose)).toEqual(["others"]);
    // Two counties below five that have eight together have four each.
    const pooled: Statement[] = [
      { what: "rest", of: ({ county }) => county < "06005", value: 8 },
      ...["06001", "06003"].map((named) => ({
        ...{ what: `${named} total`, value: null, isSmall: true },
        of: ({ county }: Atom) => county === named,
      })),
    ];
    expect(solvedByEquations(pooled)).toEqual([]);
    expect(solvedByBounds(pooled)).toEqual(["06001 total", "06003 total"]);
  });
});
