import { Type, type Static } from "typebox";
import { revealReasons } from "../../../db/codes.ts";
import {
  Coded,
  Latitude,
  Longitude,
  Named,
  Nullable,
  Timestamp,
  Uuid,
  Zip,
} from "../../contract.ts";

/**
 * The true address of a confidential site, as far as it is known. To a worker it is null throughout
 * where the program wants to be met elsewhere.
 */
export const TrueAddress = Named("TrueAddress", {
  program_id: Uuid,
  address: Nullable(Type.String()),
  city: Nullable(Type.String()),
  zip: Nullable(Zip),
  lat: Nullable(Latitude),
  lon: Nullable(Longitude),
  meeting_point: Nullable(
    Type.String({ description: "Where to go instead, in the words of the program's staff" }),
  ),
  until: Nullable(Timestamp),
});
export type TrueAddress = Static<typeof TrueAddress>;

export const RevealRequest = Type.Object(
  { reason: Coded("RevealReason", revealReasons, "Why the address is revealed") },
  { title: "RevealRequest", additionalProperties: false },
);
export type RevealRequest = Static<typeof RevealRequest>;

export const MeetingPointInput = Type.Object(
  { directions: Nullable(Type.String({ maxLength: 400, description: "null: none any more" })) },
  { title: "MeetingPointInput", additionalProperties: false },
);
export type MeetingPointInput = Static<typeof MeetingPointInput>;

export const MeetingPoint = Named("MeetingPoint", {
  program_id: Uuid,
  directions: Nullable(Type.String()),
});
export type MeetingPoint = Static<typeof MeetingPoint>;
