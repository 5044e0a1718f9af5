import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DemandFact } from "../../../server/gaps/demand/demand-facts.ts";
import {
  publishMonth,
  type Area,
  type PublishedMonth,
  type RequestFigures,
} from "../../../server/gaps/demand/publish-month.ts";
import { asParts, openAttacker, smallFigures, type Knowledge, type Statement } from "./attacker.ts";

/**
 * Unknown are the counts of requests by county, age, end and wait, and of declines by county and
 * reason. The attacker also knows that a request asks at most three programs: so many declines it
 * has, one fewer if anybody accepted or never answered, and at least one if all declined.
 */
const counties = ["06001", "06003", "06005"];
const countiesOf = new Map([["CA", counties]]);
const ages = ["14_15", "16_17"] as const;
const waits = ["0_15", "over_120"] as const;
const endsOfAccepted = ["arrived", "no_show"] as const;
const ends = ["declined", "unanswered"] as const;
const reasons = ["full", "age", "other"] as const;

const fact = { found: null, barrier: null, outcome: null, waited: null, declineReason: null };
const atoms: readonly DemandFact[] = counties.flatMap((county) => [
  ...ages.flatMap((ageBand) => [
    ...endsOfAccepted.flatMap((outcome) =>
      waits.map((waited) => ({
        ...fact,
        ...({ kind: "request", county, ageBand, outcome, waited } as const),
      })),
    ),
    ...ends.map((outcome) => ({
      ...fact,
      ...({ kind: "request", county, ageBand, outcome } as const),
    })),
  ]),
  // No figure of declines is by age.
  ...reasons.map((declineReason) => ({
    ...fact,
    ...({ kind: "decline", county, ageBand: "14_15", declineReason } as const),
  })),
]);
const { solvedByEquations, solvedByBounds } = await openAttacker(atoms);

const isRequest = ({ kind }: DemandFact) => kind === "request";
const isAccepted = (atom: DemandFact) => isRequest(atom) && atom.waited !== null;
const isRefused = (atom: DemandFact) => isRequest(atom) && atom.waited === null;

/** Everything that the figures of an area say and withhold. */
const statementsOf = (
  name: string,
  inArea: (atom: DemandFact) => boolean,
  { total, by_age: byAge, accepted, not_accepted: refused, declines }: RequestFigures,
): Statement<DemandFact>[] => {
  const statement = (
    what: string,
    value: number | null,
    of: (atom: DemandFact) => boolean,
  ): Statement<DemandFact> => ({
    ...{ what: `${name} ${what}`, value },
    of: (atom) => inArea(atom) && of(atom),
  });
  const isDecline = ({ kind }: DemandFact) => kind === "decline";
  return [
    statement("requests", total, isRequest),
    ...asParts(
      ages.map((age) =>
        statement(age, byAge[age], (atom) => isRequest(atom) && atom.ageBand === age),
      ),
    ),
    ...asParts([
      statement("accepted", accepted.total, isAccepted),
      statement("not accepted", refused.total, isRefused),
    ]),
    ...asParts(
      endsOfAccepted.map((end) =>
        statement(
          `accepted, ${end}`,
          accepted.by_end[end],
          (atom) => isAccepted(atom) && atom.outcome === end,
        ),
      ),
    ),
    ...asParts(
      waits.map((wait) =>
        statement(
          `accepted in ${wait}`,
          accepted.by_wait[wait],
          (atom) => isAccepted(atom) && atom.waited === wait,
        ),
      ),
    ),
    ...asParts(
      ends.map((end) =>
        statement(
          `not accepted, ${end}`,
          refused.by_end[end],
          (atom) => isRefused(atom) && atom.outcome === end,
        ),
      ),
    ),
    statement("declines", declines.total, isDecline),
    ...asParts(
      reasons.map((reason) =>
        statement(
          `declines for ${reason}`,
          declines.by_reason[reason],
          (atom) => isDecline(atom) && atom.declineReason === reason,
        ),
      ),
    ),
  ];
};

/** What a month says, withheld figures among it; counties that are not listed have fewer than five. */
const readMonth = ({ requests }: PublishedMonth): Statement<DemandFact>[] => {
  const alone = new Set(requests.flatMap(({ county }) => county ?? []));
  const inArea =
    ({ county }: Area<RequestFigures>) =>
    (atom: DemandFact) =>
      county === null ? !alone.has(atom.county) : atom.county === county;
  return [
    ...requests.flatMap((area) => statementsOf(area.county ?? "rest", inArea(area), area.figures)),
    ...counties
      .filter((county) => !alone.has(county))
      .map((county) => ({
        ...{ what: `${county} requests`, value: null, isSmall: true },
        of: (atom: DemandFact) => isRequest(atom) && atom.county === county,
      })),
  ];
};

/** How declines hang together with requests, in each county. */
const knowledge: readonly Knowledge<DemandFact>[] = counties.flatMap((county) => {
  const weigh =
    (ofDecline: number, ofDeclined: number, ofOther: number) =>
    (atom: DemandFact): number => {
      if (atom.county !== county) return 0;
      if (atom.kind === "decline") return ofDecline;
      return atom.outcome === "declined" ? ofDeclined : ofOther;
    };
  return [
    { weight: weigh(1, -3, -2), atMost: 0 },
    { weight: weigh(-1, 1, 0), atMost: 0 },
  ];
});

const facts = (counts: readonly number[]): DemandFact[] =>
  counts.flatMap((count, at) =>
    Array.from({ length: count }, () => atoms[at]).flatMap((atom) => atom ?? []),
  );

/** Counts that could be: declines as many as the requests can have. */
const plausible = (counts: readonly number[]): number[] => {
  const room = new Map(
    counties.map((county) => {
      const of = (test: (atom: DemandFact) => boolean) =>
        counts.reduce(
          (sum, count, at) =>
            sum + (atoms[at] && atoms[at].county === county && test(atoms[at]) ? count : 0),
          0,
        );
      const declined = of((atom) => isRefused(atom) && atom.outcome === "declined");
      return [county, { least: declined, most: 2 * of(isRequest) + declined }] as const;
    }),
  );
  const given = new Map<string, number>();
  const drawn = counts.map((count, at) => {
    const atom = atoms[at];
    if (!atom || isRequest(atom)) return count;
    const before = given.get(atom.county) ?? 0;
    const fits = Math.min(count, (room.get(atom.county)?.most ?? 0) - before);
    given.set(atom.county, before + fits);
    return fits;
  });
  return drawn.map((count, at) => {
    const atom = atoms[at];
    if (atom?.declineReason !== "full") return count;
    const missing = (room.get(atom.county)?.least ?? 0) - (given.get(atom.county) ?? 0);
    return count + Math.max(0, missing);
  });
};

const someCounts = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constant(0) },
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
      { weight: 1, arbitrary: fc.integer({ min: 6, max: 30 }) },
    ),
    { minLength: atoms.length, maxLength: atoms.length },
  )
  .map(plausible);

/** Few kinds of facts, each just fewer than five or just enough: where the bounds bite. */
const tightCounts = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: atoms.length - 1 }),
      count: fc.constantFrom(4, 4, 4, 5, 9),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((chosen) => atoms.map((_atom, at) => chosen.find((choice) => choice.at === at)?.count ?? 0))
  .map(plausible);

/** As many facts of the first county as the list says, by what they are. */
const countsOf = (wanted: readonly [(atom: DemandFact) => boolean, number][]): number[] =>
  atoms.map((atom) => {
    if (atom.county !== counties[0] || atom.ageBand !== "14_15") return 0;
    return wanted.find(([of]) => of(atom))?.[1] ?? 0;
  });

describe("no withheld figure of requests and declines can be found", () => {
  test("by equations, by bounds, or by how declines hang together with requests", () => {
    fc.assert(
      fc.property(fc.oneof(someCounts, tightCounts), (counts) => {
        const statements = readMonth(publishMonth(facts(counts), countiesOf));
        expect(smallFigures(statements)).toEqual([]);
        expect(solvedByEquations(statements)).toEqual([]);
        expect(solvedByBounds(statements, knowledge)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test("of which there is none either: with all others told it would be what is left", () => {
    const isFor = (reason: string) => (atom: DemandFact) => atom.declineReason === reason;
    const month = publishMonth(
      facts(
        countsOf([
          [(atom) => isRefused(atom) && atom.outcome === "declined", 12],
          [isFor("full"), 8],
          [isFor("age"), 6],
        ]),
      ),
      countiesOf,
    );
    const statements = readMonth(month);
    expect(solvedByBounds(statements, knowledge)).toEqual([]);
    const told = new Map([
      ["06001 declines for full", 8],
      ["06001 declines for age", 6],
    ]);
    const loose = statements.map((each) => ({ ...each, value: told.get(each.what) ?? each.value }));
    expect(solvedByEquations(loose)).toContain("06001 declines for other");
  });

  test("though the attacker finds what more declines than requests can have would give away", () => {
    // Six requests, and all six were declined thrice: none of them can have been accepted.
    const month = publishMonth(
      facts(
        countsOf([
          [(atom) => isRefused(atom) && atom.outcome === "declined", 6],
          [({ declineReason }) => declineReason === "full", 18],
        ]),
      ),
      countiesOf,
    );
    const statements = readMonth(month);
    expect(solvedByBounds(statements, knowledge)).toEqual([]);
    const loose = statements.map((statement) =>
      statement.what === "06001 declines" ? { ...statement, value: 18 } : statement,
    );
    expect(solvedByBounds(loose, knowledge)).toContain("06001 accepted");
  });
});
