/** What every benchmark gets. */
export interface BenchContext {
  /** A migrated database of the run's own, on a server that makes each commit durable. */
  url: string;
}

/** One line of the table: a figure beside its yardstick from the same run. */
export interface Row {
  what: string;
  measured: string;
  yardstick: string;
  /** The measured median as a multiple of the yardstick's. */
  ratio: number;
  target: string;
  met: boolean;
}

export type Bench = (context: BenchContext) => Promise<Row[]>;

/** The value below which a share `q` of the samples lies. */
export const quantile = (samples: readonly number[], q: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};

/** Median and p95 of durations in milliseconds, in words. */
export const inWords = (samples: readonly number[]): string => {
  const [median, p95] = [0.5, 0.95].map((q) => quantile(samples, q).toFixed(2));
  return `median ${median} ms, p95 ${p95} ms`;
};

/** Milliseconds that `work` takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Milliseconds since the epoch with fractions, the same in every thread. */
export const moment = (): number => performance.timeOrigin + performance.now();
