import { Type, type Static } from "typebox";
import { Coded, Named, Timestamp } from "../contract.ts";

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
  catalogue: Type.Object({
    as_of: Timestamp,
    programs: Type.Integer({ minimum: 0, description: "Active programs held in memory" }),
  }),
});
export type Health = Static<typeof Health>;
