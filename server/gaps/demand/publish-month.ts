import {
  ageBands,
  declineReasons,
  waitBands,
  type AgeBand,
  type DeclineReason,
  type RequestOutcome,
  type WaitBand,
} from "../../../db/codes.ts";
import { criteria, type Criterion } from "../../matching/contract.ts";
import { publishParts, publishRest, smallest, type Figure } from "./suppress.ts";
import type { DemandFact } from "./demand-facts.ts";

type Parts<Code extends string> = Readonly<Record<Code, Figure>>;

/** Searches that came out alike, and how they divide. */
export interface FoundFigures {
  readonly total: Figure;
  readonly by_age: Parts<AgeBand>;
}

export interface SearchFigures {
  readonly total: number;
  readonly by_age: Parts<AgeBand>;
  /** A program fits and has an open bed. */
  readonly open_bed: FoundFigures;
  /** A program fits, none that does has an open bed. */
  readonly without_open_bed: FoundFigures;
  /** No program fits. */
  readonly without_fit: FoundFigures & {
    readonly by_barrier: Parts<Criterion | "none_alone">;
    readonly to_ask: Figure;
    readonly nothing: Figure;
  };
}

export interface RequestFigures {
  readonly total: number;
  readonly by_age: Parts<AgeBand>;
  readonly accepted: {
    readonly total: Figure;
    readonly by_end: Parts<"arrived" | "no_show" | "released" | "unanswered">;
    readonly by_wait: Parts<WaitBand>;
  };
  readonly not_accepted: {
    readonly total: Figure;
    readonly by_end: Parts<Extract<RequestOutcome, "declined" | "unanswered" | "released">>;
  };
  /** Programs' refusals, of which a request can have several; null: too few. */
  readonly declines: { readonly total: Figure; readonly by_reason: Parts<DeclineReason> };
}

/** A county that stands for itself, or all others of its state together. */
export interface Area<Figures> {
  readonly state: string;
  /** null: the counties of the state that are not listed, together. */
  readonly county: string | null;
  readonly figures: Figures;
}

/** A month's figures as they are published, once. What is not in it is withheld. */
export interface PublishedMonth {
  readonly searches: readonly Area<SearchFigures>[];
  readonly requests: readonly Area<RequestFigures>[];
}

const count = <Item>(items: readonly Item[], test: (item: Item) => boolean) =>
  items.filter(test).length;

/** Divides a published total by codes; of what is withheld, no part is told. */
const divide = <Code extends string>(
  total: Figure,
  codes: readonly Code[],
  countOf: (code: Code) => number,
): Parts<Code> => {
  const counts = codes.map(countOf);
  const parts = total === null ? counts.map(() => null) : publishParts(counts);
  return Object.fromEntries(codes.map((code, at) => [code, parts[at] ?? null])) as Parts<Code>;
};

const byAge = (total: Figure, facts: readonly DemandFact[]) =>
  divide(total, ageBands, (band) => count(facts, ({ ageBand }) => ageBand === band));

const barriers = [...criteria, "none_alone"] as const;

const sumOf = (figures: readonly Figure[]): Figure =>
  figures.reduce<Figure>(
    (sum, figure) => (sum === null || figure === null ? null : sum + figure),
    0,
  );

/** By age over all: what the ages of each outcome add up to, or where those are not told, its own. */
const agesOverall = (
  facts: readonly DemandFact[],
  parts: readonly FoundFigures[],
): Parts<AgeBand> => {
  if (parts.every(({ total }) => total === null)) return byAge(facts.length, facts);
  return Object.fromEntries(
    ageBands.map((band) => [band, sumOf(parts.map(({ by_age }) => by_age[band]))]),
  ) as Parts<AgeBand>;
};

const searchFigures = (facts: readonly DemandFact[]): SearchFigures => {
  const open = facts.filter(({ found }) => found === "open_bed");
  const full = facts.filter(({ found }) => found === "fit");
  const unfit = facts.filter(({ found }) => found === "ask" || found === "none");
  const totals = publishParts([open.length, full.length, unfit.length]);
  const outcome = (at: number, of: readonly DemandFact[]): FoundFigures => {
    const total = totals[at] ?? null;
    return { total, by_age: byAge(total, of) };
  };
  const [found, without, none] = [outcome(0, open), outcome(1, full), outcome(2, unfit)];
  const criterionOf = ({ barrier }: DemandFact) => barrier?.split(":")[0] ?? "none_alone";
  const { ask, none: nothing } = divide(none.total, ["ask", "none"], (code) =>
    count(unfit, (fact) => fact.found === code),
  );
  return {
    total: facts.length,
    by_age: agesOverall(facts, [found, without, none]),
    open_bed: found,
    without_open_bed: without,
    without_fit: {
      ...none,
      by_barrier: divide(none.total, barriers, (code) =>
        count(unfit, (fact) => criterionOf(fact) === code),
      ),
      to_ask: ask,
      nothing,
    },
  };
};

const ends = ["declined", "unanswered", "released"] as const;
const endsOfAccepted = ["arrived", "no_show", "released", "unanswered"] as const;

/**
 * A request has at most three declines and an accepted one two: more than two a request would tell
 * that some were accepted by nobody.
 */
const tellsNoRequest = (declines: number, requests: number): boolean =>
  declines >= smallest && declines <= 2 * requests;

const requestFigures = (
  facts: readonly DemandFact[],
  declines: readonly DemandFact[],
): RequestFigures => {
  const accepted = facts.filter(({ waited }) => waited !== null);
  const others = facts.filter(({ waited }) => waited === null);
  const [yes = null, no = null] = publishParts([accepted.length, others.length]);
  const ended = (of: readonly DemandFact[]) => (code: RequestOutcome) =>
    count(of, ({ outcome }) => outcome === code);
  const refused = tellsNoRequest(declines.length, facts.length) ? declines.length : null;
  return {
    total: facts.length,
    by_age: byAge(facts.length, facts),
    accepted: {
      total: yes,
      by_end: divide(yes, endsOfAccepted, ended(accepted)),
      by_wait: divide(yes, waitBands, (band) => count(accepted, ({ waited }) => waited === band)),
    },
    not_accepted: { total: no, by_end: divide(no, ends, ended(others)) },
    declines: {
      total: refused,
      by_reason: divide(refused, declineReasons, (code) =>
        count(declines, ({ declineReason }) => declineReason === code),
      ),
    },
  };
};

/**
 * Each county with enough stands for itself; the others of its state are told together, if that
 * tells none of them.
 * @param countiesOf every county of a state: those that asked for nothing count among the small
 */
const areasOf = <Figures>(
  facts: readonly DemandFact[],
  countiesOf: ReadonlyMap<string, readonly string[]>,
  figuresOf: (facts: readonly DemandFact[], counties: ReadonlySet<string>) => Figures,
): Area<Figures>[] => {
  const byCounty = Map.groupBy(facts, ({ county }) => county);
  const sizeOf = (county: string) => byCounty.get(county)?.length ?? 0;
  return [...countiesOf].flatMap(([state, counties]) => {
    const large = counties.filter((county) => sizeOf(county) >= smallest);
    const small = counties.filter((county) => sizeOf(county) < smallest);
    const areas: Area<Figures>[] = large.map((county) => ({
      ...{ state, county },
      figures: figuresOf(byCounty.get(county) ?? [], new Set([county])),
    }));
    if (publishRest(small.map(sizeOf)) === null) return areas;
    const rest = small.flatMap((county) => byCounty.get(county) ?? []);
    return [...areas, { state, county: null, figures: figuresOf(rest, new Set(small)) }];
  });
};

/** A month's figures with everything withheld that is small or could be found by subtraction. */
export const publishMonth = (
  facts: readonly DemandFact[],
  countiesOf: ReadonlyMap<string, readonly string[]>,
): PublishedMonth => {
  const of = (kind: DemandFact["kind"]) => facts.filter((fact) => fact.kind === kind);
  const declines = Map.groupBy(of("decline"), ({ county }) => county);
  return {
    searches: areasOf(of("search"), countiesOf, searchFigures),
    // A request has at most three declines, so where requests are withheld these are too.
    requests: areasOf(of("request"), countiesOf, (requests, counties) =>
      requestFigures(
        requests,
        [...counties].flatMap((county) => declines.get(county) ?? []),
      ),
    ),
  };
};
