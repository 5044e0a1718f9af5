import { Type, type Static } from "typebox";
import { KindCode, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";
import { Need } from "../../matching/contract.ts";
import { RequestNeed } from "../contract.ts";

/** How many needs one worker may have watched at once. */
export const mostWatches = 5;
export const watchHours = 24;

/** Only what decides is kept of it, and of the place its county; for a day. */
export const WatchInput = Type.Object(
  { need: Need },
  { title: "WatchInput", additionalProperties: false },
);
export type WatchInput = Static<typeof WatchInput>;

export const Watch = Named("Watch", {
  id: Uuid,
  need: RequestNeed,
  kinds: Type.Array(KindCode),
  within_miles: Nullable(Type.Integer({ description: "From the middle of the county" })),
  dedicated_only: Type.Boolean(),
  created_at: Timestamp,
  ends_at: Timestamp,
  told_at: Nullable(
    Type.String({ format: "date-time", description: "When a bed that it told of was last found" }),
  ),
});
export type Watch = Static<typeof Watch>;

export const WatchList = Named("WatchList", { items: Type.Array(Watch) });
export type WatchList = Static<typeof WatchList>;

export const WatchEnded = Named("WatchEnded", { id: Uuid });
export type WatchEnded = Static<typeof WatchEnded>;
