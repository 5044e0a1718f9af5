import { Type, type Static } from "typebox";
import { CountyFips, Named } from "../../contract.ts";

/** A region of an analyst that counts by other borders than the map. */
export const RenumberedRegion = Named("RenumberedRegion", {
  area: CountyFips,
  name: Type.String(),
  counties: Type.Array(CountyFips, {
    description: "Counties of the map in which it lies; their figures are told whole",
  }),
});
export type RenumberedRegion = Static<typeof RenumberedRegion>;

/** Whose bed figures and demand an analyst sees. */
export const ownRegions = {
  regions: Type.Array(Type.String(), {
    description: "States and counties whose bed figures and demand this analyst sees",
  }),
  renumbered: Type.Array(RenumberedRegion),
};
