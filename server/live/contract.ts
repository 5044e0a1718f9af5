import type { Static } from "typebox";
import { Named, Nullable, Timestamp, Uuid } from "../contract.ts";
import { Beds } from "../directory/contract.ts";
import { HoldStateCode } from "../placements/contract.ts";

/** Data of `program.changed`; `beds` is null where the viewer may not see counts. */
export const ProgramChanged = Named("ProgramChanged", {
  program_id: Uuid,
  beds: Nullable(Beds),
  as_of: Timestamp,
});
export type ProgramChanged = Static<typeof ProgramChanged>;

/** Data of `hold.changed`: to the worker who asked and to the program's staff, and nobody else. */
export const HoldChanged = Named("HoldChanged", {
  hold_id: Uuid,
  request_id: Uuid,
  program_id: Uuid,
  state: HoldStateCode,
  expires_at: Timestamp,
});
export type HoldChanged = Static<typeof HoldChanged>;

/** Data of `resync`: what was true before this moment may be behind. */
export const FeedMoment = Named("FeedMoment", { as_of: Timestamp });
export type FeedMoment = Static<typeof FeedMoment>;

/** Data of `hello`: a stream without an event for much longer than `beat_ms` is dead. */
export interface Hello extends FeedMoment {
  beat_ms: number;
}

/** Data of `beat`: the stream is alive. */
export type Beat = Record<string, never>;

/** Data of `replaced`: this session has opened newer streams, do not connect again. */
export type Replaced = Record<string, never>;
