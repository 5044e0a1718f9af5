import { performance } from "node:perf_hooks";
import type { Viewer } from "../../server/access/viewer.ts";
import type { Need } from "../../server/matching/contract.ts";
import { match } from "../../server/matching/match.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import { resolveNeed } from "../../server/matching/resolve-need.ts";
import { syntheticFacts } from "./synthetic-facts.ts";

const worker: Viewer = {
  kind: "user",
  userId: "worker",
  name: "Worker",
  email: "worker@training.test",
  role: "worker",
  programIds: new Set(),
  leadOf: new Set(),
};

const needs: Record<string, Need> = {
  typical: {
    age: 15,
    gender: "girl",
    languages: ["spa"],
    from: { zip: "94607" },
    circumstances: ["runaway_history", "after_hours"],
  },
  broad: { age: 15 },
  strict: {
    age: 13,
    gender: "transgender_girl",
    languages: ["spa", "eng"],
    interpreter: false,
    from: { zip: "60601" },
    circumstances: ["runaway_history", "pregnant", "no_identification", "self_harm"],
    avoid: [
      { zip: "60601", miles: 20 },
      { county: "17031", miles: 10 },
    ],
    within_miles: 100,
    dedicated_only: true,
  },
};

const rounds = 300;

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const measure = (work: () => void): { median: number; p95: number } => {
  for (let round = 0; round < 50; round += 1) work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    work();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { median: quantile(times, 0.5), p95: quantile(times, 0.95) };
};

export interface MatchTiming {
  need: string;
  programs: number;
  median: number;
  p95: number;
}

/** Times of the pure `match`, in milliseconds, by need and number of programs. */
export const measureMatch = (sizes: readonly number[]): MatchTiming[] =>
  sizes.flatMap((programs) => {
    const now = new Date("2026-03-02T20:00:00Z");
    const index = new ProgramIndex();
    for (const facts of syntheticFacts(programs, now)) index.put(facts);
    return Object.entries(needs).map(([need, asked]) => {
      const search = resolveNeed(asked);
      const view = { viewer: worker, now };
      return { need, programs, ...measure(() => void match(index, search, view, 20)) };
    });
  });

if (import.meta.main) {
  const timings = measureMatch([1_000, 10_000, 100_000]);
  console.table(
    timings.map(({ median, p95, ...what }) => ({
      ...what,
      "median ms": median.toFixed(2),
      "p95 ms": p95.toFixed(2),
    })),
  );
}
