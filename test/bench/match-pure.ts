import { measureMatch } from "./match.ts";
import type { Row } from "./row.ts";

const mostMilliseconds = 3;
const mostGrowth = 8;

/** The pure function by number of programs; beside each the time at 10,000 as the yardstick. */
export const benchPureMatch = (sizes: readonly number[]): Row[] => {
  const timings = measureMatch(sizes);
  const at10k = (need: string) =>
    timings.find((timing) => timing.need === need && timing.programs === 10_000)?.median ?? NaN;
  return timings.map(({ need, programs, median, p95 }) => {
    const growth = median / at10k(need);
    const targets: Record<number, { target: string; met: boolean }> = {
      10_000: { target: `under ${mostMilliseconds} ms`, met: median < mostMilliseconds },
      100_000: { target: `at most ${mostGrowth}x that at 10,000`, met: growth <= mostGrowth },
    };
    return {
      what: `match(), ${need} need, ${programs.toLocaleString("en")} programs`,
      measured: `median ${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`,
      yardstick: `at 10,000: ${at10k(need).toFixed(2)} ms`,
      ratio: growth,
      ...(targets[programs] ?? { target: "", met: true }),
    };
  });
};
