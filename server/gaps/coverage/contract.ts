import { Type, type Static } from "typebox";
import {
  Coded,
  CountyFips,
  KindCode,
  Named,
  Nullable,
  StateCode,
  Timestamp,
} from "../../contract.ts";
import { CriterionCode } from "../../matching/contract.ts";
import { ownRegions } from "../analysts/contract.ts";
import { Profile, ProfileName } from "../profiles/contract.ts";
import { gaps } from "./judge-gap.ts";

const Counts = Type.Array(Type.Integer());
const Own = (description: string) =>
  Type.Array(Nullable(Type.Integer()), { description: `${description}; null outside own regions` });
const Miles = (description: string) =>
  Type.Array(Nullable(Type.Number()), {
    description: `Miles from the county's centre to ${description}`,
  });

export const GapCode = Coded(
  "Gap",
  gaps,
  "What stands between a county and a bed, the first that holds: a bed is open; all that fit are full; none that fits has a usable count; some never said; policies exclude; there is nothing. Outside own regions: some fit, and their beds are not told",
);

/** For one profile, a figure a county, in the order of `counties`. */
export const CoverageColumns = Named("CoverageColumns", {
  profile: Profile,
  fits: Counts,
  asks: Type.Array(Type.Integer(), { description: "Nothing excludes, something is unsaid" }),
  fits_with_open_bed: Own("Programs that fit and have a fresh or aging count with an open bed"),
  fits_full: Own("Programs that fit and are full"),
  fits_uncounted: Own("Programs that fit and have no usable count"),
  asks_with_open_bed: Own("Programs to ask that have an open bed"),
  night_intake: Type.Array(Type.Integer(), {
    description: "Programs that fit and take children in at 2:00 of each of the next seven nights",
  }),
  dedicated_beds: Own("Reported beds kept for exploited children at programs that fit"),
  dedicated_open: Own("Of these, open now"),
  other_beds: Own("Reported other beds at programs that fit"),
  other_open: Own("Of these, open now"),
  barred: Type.Array(Type.Integer(), {
    description: "Programs of a kind asked for that serve the county and exclude by a policy",
  }),
  barrier: Type.Array(Nullable(CriterionCode), { description: "What bars most of these" }),
  nearest_fit: Miles("the nearest program that fits"),
  nearest_ask: Miles("the nearest to ask"),
  nearest_open: Miles("the nearest that fits and has an open bed; null outside own regions"),
  gap: Type.Array(GapCode),
});
export type CoverageColumns = Static<typeof CoverageColumns>;

export const CoverageAnswer = Named("CoverageAnswer", {
  as_of: Timestamp,
  ...ownRegions,
  counties: Type.Array(CountyFips),
  profiles: Type.Array(CoverageColumns),
});
export type CoverageAnswer = Static<typeof CoverageAnswer>;

export const CoverageQuery = Type.Object(
  {
    profile: Type.Optional(ProfileName),
    state: Type.Optional(StateCode),
    county: Type.Optional(CountyFips),
  },
  { additionalProperties: false },
);
export type CoverageQuery = Static<typeof CoverageQuery>;

export const ServicesQuery = Type.Object(
  { state: Type.Optional(StateCode), county: Type.Optional(CountyFips) },
  { additionalProperties: false },
);
export type ServicesQuery = Static<typeof ServicesQuery>;

export const ServicesAnswer = Named("ServicesAnswer", {
  as_of: Timestamp,
  counties: Type.Array(CountyFips),
  services: Type.Array(
    Named("ServiceColumns", {
      kind: KindCode,
      programs: Counts,
      nearest: Miles("the nearest that serves the county or might"),
    }),
  ),
});
export type ServicesAnswer = Static<typeof ServicesAnswer>;
