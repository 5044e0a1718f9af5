import type { Static } from "typebox";
import { Named, Nullable, Timestamp, Uuid } from "../contract.ts";
import { Beds } from "../directory/contract.ts";

/** Data of `program.changed`; `beds` is null where the viewer may not see counts. */
export const ProgramChanged = Named("ProgramChanged", {
  program_id: Uuid,
  beds: Nullable(Beds),
});
export type ProgramChanged = Static<typeof ProgramChanged>;

/** Data of `hello` and of `resync`: what was read before this moment may be behind. */
export const FeedMoment = Named("FeedMoment", { as_of: Timestamp });
export type FeedMoment = Static<typeof FeedMoment>;

/** Data of `replaced`: this session has opened newer streams, do not connect again. */
export type Replaced = Record<string, never>;
