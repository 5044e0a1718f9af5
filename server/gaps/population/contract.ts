import { Type, type Static } from "typebox";
import { CountyFips, Named, Nullable } from "../../contract.ts";

export const PopulationLoaded = Named("PopulationLoaded", {
  years: Type.Array(Type.Integer(), { description: "Years of the estimates that were read" }),
  counties: Type.Integer(),
  renumbered: Type.Array(
    Named("RenumberedCounty", {
      fips: CountyFips,
      name: Type.String(),
      lies: Type.Array(CountyFips, { description: "Counties of the map in which it lies" }),
    }),
    { description: "Kept under the file's own numbers: the map's counties have no figure there" },
  ),
});
export type PopulationLoaded = Static<typeof PopulationLoaded>;

export const PopulationAnswer = Named("PopulationAnswer", {
  year: Nullable(Type.Integer({ description: "Of the newest estimate; null: none is loaded" })),
  counties: Type.Array(CountyFips),
  from_10_to_14: Type.Array(Type.Integer()),
  from_15_to_19: Type.Array(Type.Integer()),
  renumbered: PopulationLoaded.properties.renumbered,
});
export type PopulationAnswer = Static<typeof PopulationAnswer>;
