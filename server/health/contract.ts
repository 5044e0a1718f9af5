import { Type, type Static } from "typebox";
import { replicaReasons } from "../../db/replica.ts";
import { Coded, Named, Timestamp } from "../contract.ts";
import { engineNames, fallbackReasons } from "../search/engine.ts";

export const healthStatuses = ["ok", "degraded", "stopping", "unavailable"] as const;
export const reachabilities = ["ok", "away"] as const;

const Reachability = (description: string) => Coded("Reachability", reachabilities, description);

export const Health = Named("Health", {
  status: Coded(
    "HealthStatus",
    healthStatuses,
    "degraded: searches are answered from memory, and their age is said; stopping: still serves what comes, send no more",
  ),
  database: Reachability("Whether it answers in time"),
  search: Reachability("Whether it answers in time"),
  search_engine: Type.Object({
    engine: Coded("SearchEngineName", engineNames, "Which one answered last"),
    reason: Type.Union([
      Coded("SearchFallbackReason", fallbackReasons, "Why PostgreSQL answers for Meilisearch"),
      Type.Null(),
    ]),
    lag_seconds: Type.Union([
      Type.Number({ minimum: 0, description: "By which Meilisearch's index was behind" }),
      Type.Null(),
    ]),
    indexing: Coded(
      "SearchIndexing",
      ["ok", "failing"],
      "failing: the index could not be kept in step, and somebody must look",
    ),
  }),
  replica: Type.Union([
    Type.Object({
      reason: Type.Union([
        Coded("ReplicaReason", replicaReasons, "Why the primary answers in its place"),
        Type.Null(),
      ]),
      lag_seconds: Type.Union([
        Type.Number({ minimum: 0, description: "By which it is behind at most; null: not known" }),
        Type.Null(),
      ]),
    }),
    Type.Null({ description: "None is set up" }),
  ]),
  catalogue: Type.Object({
    as_of: Timestamp,
    programs: Type.Integer({ minimum: 0, description: "Active programs held in memory" }),
  }),
});
export type Health = Static<typeof Health>;
