import { Type, type Static } from "typebox";
import { Coded, CountyFips, Named, Nullable, StateCode, Timestamp } from "../../contract.ts";
import { CriterionCode } from "../../matching/contract.ts";
import { GapCode } from "../coverage/contract.ts";
import { ProfileName } from "../profiles/contract.ts";
import { actions } from "./judge-unmet.ts";

const Sum = Nullable(
  Type.Integer({ description: "Over the months in which it was told; null: in none" }),
);

export const UnmetCounty = Named("UnmetCounty", {
  county: CountyFips,
  profiles: Type.Array(
    Named("UnmetProfile", {
      key: ProfileName,
      gap: GapCode,
      action: Coded(
        "GapAction",
        actions,
        "What would help: nothing is needed; not told outside own regions; more beds; care for counts; asking those that never said; training or contracts; building something",
      ),
      barrier: Nullable(CriterionCode),
      nearest_fit: Nullable(Type.Number()),
    }),
  ),
  demand: Nullable(
    Named("UnmetDemand", {
      published: Type.Integer({ description: "Months of the last year that are published at all" }),
      months: Type.Integer({
        description: "Of these, months in which the county was told by itself",
      }),
      searches: Sum,
      without_open_bed: Sum,
      without_fit: Sum,
    }),
  ),
});
export type UnmetCounty = Static<typeof UnmetCounty>;

export const UnmetAnswer = Named("UnmetAnswer", {
  as_of: Timestamp,
  regions: Type.Array(Type.String()),
  items: Type.Array(UnmetCounty),
});
export type UnmetAnswer = Static<typeof UnmetAnswer>;

export const UnmetQuery = Type.Object(
  { state: Type.Optional(StateCode), county: Type.Optional(CountyFips) },
  { additionalProperties: false },
);
export type UnmetQuery = Static<typeof UnmetQuery>;
