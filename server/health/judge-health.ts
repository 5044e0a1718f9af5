import type { ReplicaStanding } from "../../db/replica.ts";
import type { SearchStanding } from "../search/engine.ts";
import type { Health } from "./contract.ts";

/** The age past which every count in the catalogue is stale, so that it no longer serves. */
const oldestServing = 12 * 60 * 60 * 1000;

export interface Observed {
  database: boolean;
  search: boolean;
  /** How the engines stand; undefined: there is one. */
  standing?: SearchStanding | undefined;
  /** How the read replica stands; undefined: there is none. */
  replica?: ReplicaStanding | undefined;
  /** It was asked to stop and finishes what comes. */
  stopping: boolean;
  catalogue: { asOf: Date; size: number };
}

const alone: Health["search_engine"] = {
  ...{ engine: "postgres", reason: null, lag_seconds: null, indexing: "ok" },
};

const engineOf = (standing: SearchStanding | undefined): Health["search_engine"] => {
  if (!standing) return alone;
  const { engine, reason, lagSeconds, indexing } = standing;
  return { engine, reason, lag_seconds: lagSeconds, indexing };
};

const replicaOf = (standing: ReplicaStanding | undefined): Health["replica"] =>
  standing ? { reason: standing.reason, lag_seconds: standing.lagSeconds } : null;

/** What an instance can do with what it reaches: without the database, searches from memory alone. */
export const judgeHealth = (
  { database, search, standing, replica, stopping, catalogue }: Observed,
  now: Date,
): Health => {
  const serving = database || now.getTime() - catalogue.asOf.getTime() <= oldestServing;
  const able = serving ? (database && search ? "ok" : "degraded") : "unavailable";
  return {
    status: stopping ? "stopping" : able,
    database: database ? "ok" : "away",
    search: search ? "ok" : "away",
    search_engine: engineOf(standing),
    replica: replicaOf(replica),
    catalogue: { as_of: catalogue.asOf.toISOString(), programs: catalogue.size },
  };
};
