import CircuitBreaker from "opossum";
import { DomainError } from "../../errors.ts";
import type {
  EngineName,
  FallbackReason,
  SearchAnswer,
  SearchEngine,
  SearchQuery,
  SearchStanding,
} from "../engine.ts";
import { nameReason } from "./name-reason.ts";
import { Untrusted } from "./untrusted.ts";

/** When Meilisearch is given up on, and when it is tried again; milliseconds. */
export interface Patience {
  /** Longer no search waits for it. */
  readonly timeoutMs: number;
  /** So long it is left alone once it has failed. */
  readonly restMs: number;
}

export interface Served {
  readonly engine: EngineName;
  readonly reason: FallbackReason | null;
}

export interface FallingBack {
  readonly meilisearch: SearchEngine;
  readonly postgres: SearchEngine;
  readonly patience: Patience;
  readonly lagSeconds: () => number | null;
  readonly indexing: () => SearchStanding["indexing"];
  /** Hears of every answer, for figures. */
  readonly onServed?: (served: Served) => void;
  /** Hears when the engine that answers changes, or why. */
  readonly onTurn?: (served: Served, error: unknown) => void;
}

/** Searches that must be seen before it is left alone. */
const seenFirst = 5;
const failingShare = 50;
const lookBackMs = 10_000;

// The index is as it should be; only this question is not for it, or it will catch up by itself.
const isNoFailure = (error: unknown): boolean =>
  error instanceof DomainError ||
  (error instanceof Untrusted && (error.reason === "counts_wanted" || error.reason === "lagging"));

/**
 * Asks Meilisearch, and PostgreSQL where that is slow, fails, is empty or behind. After some failures
 * it is left alone for a while; then one search tries it, and where that succeeds it answers again.
 */
export const fallBack = ({
  meilisearch,
  postgres,
  patience,
  lagSeconds,
  indexing,
  onServed,
  onTurn,
}: FallingBack): SearchEngine & { stop(): void } => {
  const breaker = new CircuitBreaker<[SearchQuery], SearchAnswer>(
    (query) => meilisearch.search(query),
    {
      timeout: patience.timeoutMs,
      resetTimeout: patience.restMs,
      errorThresholdPercentage: failingShare,
      volumeThreshold: seenFirst,
      rollingCountTimeout: lookBackMs,
      errorFilter: isNoFailure,
    },
  );
  let last: Served = { engine: "postgres", reason: null };
  // Why it is left alone, while it is.
  let trouble: FallbackReason = "failing";

  const served = (engine: EngineName, reason: FallbackReason | null, error?: unknown): void => {
    const now = { engine, reason };
    // A question that is not for it says nothing of how it is.
    const turned = reason !== "counts_wanted" && (last.engine !== engine || last.reason !== reason);
    if (reason !== "counts_wanted") last = now;
    onServed?.(now);
    if (turned) onTurn?.(now, error);
  };

  const search = async (query: SearchQuery): Promise<SearchAnswer> => {
    try {
      const answer = await breaker.fire(query);
      served("meilisearch", null);
      return answer;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      const reason = nameReason(error);
      if (reason !== undefined && reason !== "counts_wanted") trouble = reason;
      const answer = await postgres.search(query);
      served("postgres", reason ?? trouble, error);
      return answer;
    }
  };

  return {
    name: "meilisearch",
    search,
    standing: () => ({
      ...last,
      lagSeconds: lagSeconds(),
      held: breaker.opened,
      indexing: indexing(),
    }),
    stop: () => breaker.shutdown(),
  };
};
