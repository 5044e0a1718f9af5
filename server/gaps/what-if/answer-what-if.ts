import type { Reader } from "../../../db/client.ts";
import { ProgramIndex } from "../../matching/program-index.ts";
import { resolveNeed } from "../../matching/resolve-need.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import { coverCounties } from "../coverage/answer-coverage.ts";
import { computeCoverage } from "../coverage/compute-coverage.ts";
import {
  coverageFigures,
  emptyCoverage,
  type CoverageFigure,
  type ProfileCoverage,
} from "../coverage/coverage-table.ts";
import type { CoverageKeeper } from "../coverage/keep-coverage.ts";
import { coverEveryProfile } from "../coverage/read-coverage.ts";
import { runInSlices } from "../../slices.ts";
import type { WhatIf, WhatIfAnswer } from "./contract.ts";
import { imagineProgram } from "./imagine-program.ts";

const sliceMs = 4;
const nearest = new Set<CoverageFigure>(["nearest_fit", "nearest_ask", "nearest_open"]);

const nearer = (a: number, b: number): number => {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : Math.min(a, b);
};

/** What is there and what one program adds, for the counties at these places of the table. */
const together = (
  before: ProfileCoverage,
  places: readonly number[],
  added: ProfileCoverage,
): ProfileCoverage => {
  const sum = emptyCoverage(before.barrier.length);
  places.forEach((at, row) => {
    for (const name of coverageFigures) {
      const [was, more] = [before.figures[name][at] ?? 0, added.figures[name][row] ?? 0];
      sum.figures[name][at] = nearest.has(name) ? nearer(was, more) : was + more;
    }
    const known = before.barrier[at] ?? -1;
    sum.barrier[at] = known === -1 ? (added.barrier[row] ?? -1) : known;
  });
  return sum;
};

/**
 * Coverage of the counties that an imagined program would serve, without it and with it, for every
 * profile of the analyst. A program changes nothing about the others, so it is judged by itself, by
 * the same rules, and added. Nothing is kept.
 */
export const answerWhatIf = async (
  reader: Reader,
  keeper: CoverageKeeper,
  analyst: Analyst,
  { program }: WhatIf,
): Promise<WhatIfAnswer> => {
  const table = await keeper.current();
  const { facts, county } = imagineProgram(program, table.asOf);
  const index = new ProgramIndex();
  index.put(facts);
  const places = table.counties.flatMap(({ fips, state }, at) =>
    facts.areas.includes(fips) || facts.areas.includes(state) ? at : [],
  );
  const before = await coverEveryProfile(reader, keeper, analyst, table);
  const run = computeCoverage(
    index,
    before.map(({ profile }) => resolveNeed(profile.need)),
    places.flatMap((at) => table.counties[at] ?? []),
    table.asOf,
  );
  const added = await runInSlices(run, { sliceMs });
  const after = before.map(({ profile, coverage }, position) => {
    const more = added[position];
    if (!more) return { profile, coverage };
    return { profile, coverage: together(coverage, places, more), without: coverage };
  });
  const [without, withIt] = [before, after].map((covered) =>
    coverCounties(table, analyst, places, covered),
  );
  return {
    as_of: table.asOf.toISOString(),
    regions: [...analyst.regions],
    county: county.fips,
    counties: without?.counties ?? [],
    before: without?.profiles ?? [],
    after: withIt?.profiles ?? [],
  };
};
