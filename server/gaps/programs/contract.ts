import { Type, type Static } from "typebox";
import { areaScopes } from "../../../db/codes.ts";
import {
  Coded,
  CountyFips,
  KindCode,
  Named,
  Nullable,
  StateCode,
  Timestamp,
  Uuid,
} from "../../contract.ts";
import { Place } from "../../directory/contract.ts";

export const GapProgram = Named("GapProgram", {
  id: Uuid,
  name: Type.String(),
  kind: KindCode,
  training: Type.Boolean(),
  dedicated: Nullable(Type.Boolean()),
  county: Nullable(Type.String({ ...CountyFips, description: "Where it is; null: not known" })),
  precision: Place.properties.precision,
  lat: Nullable(Type.Number()),
  lon: Nullable(Type.Number()),
  /** The widest; null: it never said. */
  serves: Nullable(Coded("AreaScope", areaScopes, "Scope of the area")),
  reach_miles: Nullable(
    Type.Number({
      description:
        "Where it serves single counties: radius of a circle around this point that holds them",
    }),
  ),
});
export type GapProgram = Static<typeof GapProgram>;

export const GapProgramList = Named("GapProgramList", {
  as_of: Timestamp,
  total: Type.Integer(),
  items: Type.Array(GapProgram),
});
export type GapProgramList = Static<typeof GapProgramList>;

export const GapProgramQuery = Type.Object(
  { state: Type.Optional(StateCode) },
  { additionalProperties: false },
);
export type GapProgramQuery = Static<typeof GapProgramQuery>;
