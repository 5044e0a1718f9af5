import type { ReportSource } from "../../db/codes.ts";
import type { bedPools, bedReports } from "../../db/schema/index.ts";
import { DomainError, invalid, type InputError } from "../errors.ts";
import type { PoolClaim } from "../directory/claims.repo.ts";
import { withPoolClaims } from "../directory/pool-claims.ts";
import { emptyBeds } from "../directory/pool-figures.ts";
import type { BedReportInput } from "./contract.ts";
import { settleObservedAt } from "./observed-at.ts";

export type StoredPool = typeof bedPools.$inferSelect;
export type NewReport = typeof bedReports.$inferInsert;

/** What a bed report does: reports to append, and pools as they stand afterwards. */
export interface JudgedReport {
  reports: NewReport[];
  /** Pools whose current figures change, with the new ones. */
  changed: StoredPool[];
  /** Pools that already had a newer report. */
  superseded: string[];
}

export interface Statement {
  now: Date;
  source: ReportSource;
  reportedBy: string | null;
  /** Version of the pool reported, or the sum of the versions where several are. */
  ifMatch?: number | undefined;
  /** Claims on the pools' beds as they stood before. */
  claims?: readonly PoolClaim[];
}

interface Count {
  pool: StoredPool;
  open: number;
  total: number | null;
  keptForMissing: number;
}

const isNewer = (pool: StoredPool, observedAt: Date): boolean =>
  pool.observedAt !== null && pool.observedAt > observedAt;

/**
 * Judges a bed report against the program's pools as they are locked. Rule 1: every statement goes
 * to history, and becomes current unless the pool's newest was observed later; of two observed at
 * the same moment, the one received last stands. What a current statement leaves out stays as it was.
 * @throws DomainError `invalid_input`, `observed_in_future`, `conflict`, `version_changed`
 */
export const judgeBedReport = (
  pools: readonly StoredPool[],
  input: BedReportInput,
  statement: Statement,
): JudgedReport => {
  const observedAt = settleObservedAt(input.observed_at, statement.now);
  const counts = input.unchanged
    ? confirmed(pools, input, observedAt, statement.claims ?? [])
    : stated(pools, input, observedAt);
  refuseIfChanged(counts, statement.ifMatch);
  const said = { observedAt, receivedAt: statement.now, source: statement.source };
  return {
    reports: counts.map(({ pool, open, total, keptForMissing }) => ({
      ...{ poolId: pool.id, open, total, keptForMissing },
      ...{ ...said, reportedBy: statement.reportedBy },
    })),
    changed: counts
      .filter(({ pool }) => !isNewer(pool, observedAt))
      .map(({ pool, ...count }) => ({ ...pool, ...count, ...said, version: pool.version + 1 })),
    superseded: counts.filter(({ pool }) => isNewer(pool, observedAt)).map(({ pool }) => pool.id),
  };
};

const stated = (pools: readonly StoredPool[], input: BedReportInput, observedAt: Date): Count[] => {
  if (input.pools.length === 0) {
    throw invalid("body/pools", "names no pool; confirm all of them with unchanged");
  }
  const known = new Map(pools.map((pool) => [pool.id, pool]));
  const named = new Set<string>();
  const errors: InputError[] = [];
  const counts = input.pools.flatMap((given, position): Count[] => {
    const path = `body/pools/${position}`;
    const pool = known.get(given.pool_id);
    if (!pool || named.has(pool.id)) {
      const message = pool ? "is named twice" : "is no pool of this program";
      errors.push({ path: `${path}/pool_id`, message });
      return [];
    }
    named.add(pool.id);
    // Of a time before the newest report nothing is known but what is said.
    const before = isNewer(pool, observedAt) ? null : pool;
    const total = given.total ?? before?.total ?? null;
    const keptForMissing = given.kept_for_missing ?? before?.keptForMissing ?? 0;
    if (total !== null && given.open + keptForMissing > total) {
      const kept = keptForMissing > 0 ? ` and ${keptForMissing} kept for a missing youth` : "";
      const message = `${given.open} open${kept} are more than the ${total} beds of this pool`;
      errors.push({ path: `${path}/open`, message });
      return [];
    }
    return [{ pool, open: given.open, total, keptForMissing }];
  });
  if (errors.length > 0) {
    throw new DomainError("invalid_input", "Nothing was saved: the counts do not add up.", {
      errors,
    });
  }
  return counts;
};

/**
 * Every count as it stands, said again; it can only be said of figures that its sender could see.
 * What they saw empty is without the beds that were filled since, and so is the new count.
 */
const confirmed = (
  pools: readonly StoredPool[],
  input: BedReportInput,
  observedAt: Date,
  claims: readonly PoolClaim[],
): Count[] => {
  const before = claims.filter(({ arrivedAt }) => arrivedAt !== null && arrivedAt < observedAt);
  if (input.pools.length > 0) {
    throw invalid("body/unchanged", "confirms all pools, so that none can be named beside it");
  }
  const counts = pools.flatMap((pool): Count[] => {
    const { total, keptForMissing } = pool;
    const open = emptyBeds(withPoolClaims(pool, before));
    return open === null || isNewer(pool, observedAt)
      ? []
      : [{ pool, open, total, keptForMissing: keptForMissing ?? 0 }];
  });
  if (counts.length === 0 || counts.length < pools.length) {
    const errors = pools
      .filter((pool) => pool.open === null || isNewer(pool, observedAt))
      .map((pool) => ({
        path: `pools/${pool.id}`,
        message: `${pool.label}: ${pool.open === null ? "was never counted" : "was counted since"}`,
      }));
    throw new DomainError("conflict", "Not every pool has a count to confirm.", { errors });
  }
  return counts;
};

/** Versions only grow, so that the sum of several is the same only if none of them changed. */
const refuseIfChanged = (counts: readonly Count[], ifMatch: number | undefined): void => {
  const version = counts.reduce((sum, { pool }) => sum + pool.version, 0);
  if (ifMatch === undefined || ifMatch === version) return;
  const figures = counts.map(({ pool }) => `${pool.label}: ${pool.open ?? "no count"}`).join("; ");
  throw new DomainError("version_changed", `The counts have changed since (${figures}).`, {
    state: String(version),
  });
};
