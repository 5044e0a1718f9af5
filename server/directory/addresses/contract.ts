import { Type, type Static } from "typebox";
import { revealReasons } from "../../../db/codes.ts";
import { Coded, Latitude, Longitude, Named, Nullable, Uuid, Zip } from "../../contract.ts";

/** The true address of a confidential site, as far as it is known. */
export const TrueAddress = Named("TrueAddress", {
  program_id: Uuid,
  address: Nullable(Type.String()),
  city: Nullable(Type.String()),
  zip: Nullable(Zip),
  lat: Nullable(Latitude),
  lon: Nullable(Longitude),
});
export type TrueAddress = Static<typeof TrueAddress>;

export const RevealRequest = Type.Object(
  { reason: Coded("RevealReason", revealReasons, "Why the address is revealed") },
  { title: "RevealRequest", additionalProperties: false },
);
export type RevealRequest = Static<typeof RevealRequest>;
