import { Type, type Static } from "typebox";
import { Coded, CountyFips, KindCode, Named, Nullable, StateCode } from "../../contract.ts";
import { inventoryDimensions } from "./count-inventory.ts";

const Reported = (description: string) =>
  Nullable(
    Type.Integer({ description: `${description}; null where programs outside own regions count` }),
  );

export const InventoryFigures = Named("InventoryFigures", {
  programs: Type.Integer(),
  taking_minors: Type.Integer({ description: "Residential, taking anybody under 18" }),
  with_listed_beds: Type.Integer({ description: "Programs for which a document lists beds" }),
  listed_beds: Type.Integer({ description: "As documents list them; never open beds" }),
  with_reported_beds: Reported("Programs that had reported by that day"),
  reported_beds: Reported("All their beds, as last reported by then"),
});

const Code = Type.Optional(Nullable(Type.String()));

export const InventoryRow = Named("InventoryRow", {
  by: Named("InventoryCodes", {
    state: Code,
    county: Code,
    kind: Code,
    gender: Code,
    age_band: Code,
    dedicated: Code,
    served: Code,
  }),
  figures: InventoryFigures,
});

export const InventoryAnswer = Named("InventoryAnswer", {
  date: Type.String({ description: "The day that is told of" }),
  begins: Nullable(Type.String({ description: "Before this nothing is known" })),
  total: InventoryFigures,
  rows: Type.Array(InventoryRow, {
    description: "A program counts under each gender and age band that it takes",
  }),
});
export type InventoryAnswer = Static<typeof InventoryAnswer>;

export const InventoryQuery = Type.Object(
  {
    date: Type.Optional(
      Type.String({
        pattern: "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$",
        maxLength: 10,
        description: "A day (UTC), or a month for its last day; left out: today",
      }),
    ),
    state: Type.Optional(StateCode),
    county: Type.Optional(CountyFips),
    kind: Type.Optional(Type.Array(KindCode, { maxItems: 19, uniqueItems: true })),
    dedicated: Type.Optional(
      Type.Boolean({ description: "Only those for exploited children alone, or only others" }),
    ),
    by: Type.Optional(
      Type.Array(Coded("InventoryDimension", inventoryDimensions, "What tells programs apart"), {
        maxItems: 3,
        uniqueItems: true,
      }),
    ),
  },
  { additionalProperties: false },
);
export type InventoryQuery = Static<typeof InventoryQuery>;
