import { Type, type Static } from "typebox";
import {
  Age,
  CircumstanceCode,
  Coded,
  CountyFips,
  GenderCode,
  KindCode,
  LanguageCode,
  Latitude,
  Longitude,
  Named,
  Nullable,
  PolicyCode,
  StateCode,
  Timestamp,
  Zip,
} from "../contract.ts";
import { Beds, County, Intake, ProgramSummary } from "../directory/contract.ts";

const strict = { additionalProperties: false };

export const From = Type.Union(
  [
    Type.Object({ zip: Zip }, strict),
    Type.Object({ county: CountyFips }, strict),
    Type.Object({ lat: Latitude, lon: Longitude }, strict),
  ],
  { title: "From", description: "Where the child is from" },
);

export const Avoid = Type.Union([
  Type.Object({ zip: Zip, miles: Type.Number({ minimum: 0, maximum: 500 }) }, strict),
  Type.Object({ county: CountyFips, miles: Type.Number({ minimum: 0, maximum: 500 }) }, strict),
]);

/** What a worker asks for. It describes no identifiable child and is never logged; coarse facts of it are counted. */
export const Need = Type.Object(
  {
    age: Age,
    gender: Type.Optional(GenderCode),
    languages: Type.Optional(Type.Array(LanguageCode, { maxItems: 5, uniqueItems: true })),
    interpreter: Type.Optional(
      Type.Boolean({ description: "An interpreter serves as well as a direct speaker" }),
    ),
    from: Type.Optional(From),
    circumstances: Type.Optional(Type.Array(CircumstanceCode, { maxItems: 19, uniqueItems: true })),
    avoid: Type.Optional(Type.Array(Avoid, { maxItems: 10 })),
    kinds: Type.Optional(
      Type.Array(KindCode, {
        maxItems: 19,
        uniqueItems: true,
        description: "Left out: every residential kind",
      }),
    ),
    within_miles: Type.Optional(Type.Number({ minimum: 0, maximum: 3000 })),
    dedicated_only: Type.Optional(Type.Boolean()),
  },
  { title: "Need", additionalProperties: false },
);
export type Need = Static<typeof Need>;

export const MatchQuery = Type.Object(
  { need: Need, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) },
  {
    title: "MatchQuery",
    additionalProperties: false,
    examples: [
      {
        need: { age: 15, gender: "girl", languages: ["spa"], from: { zip: "94607" } },
        limit: 20,
      },
    ],
  },
);
export type MatchQuery = Static<typeof MatchQuery>;

/** In the order in which they are shown. Adding one: a file in `criteria/` and a line here. */
export const criteria = [
  "kind",
  "age",
  "gender",
  "language",
  "area",
  "circumstances",
  "dedicated",
  "distance",
  "avoid",
  "intake",
] as const;
export type Criterion = (typeof criteria)[number];
export const CriterionCode = Coded("Criterion", criteria, "What was judged");

export const criterionVerdicts = ["meets", "ask", "unknown", "excludes"] as const;
export const matchVerdicts = ["fits", "ask", "excluded"] as const;

/** The facts behind a verdict; each criterion fills its own. */
export const Facts = Named("Facts", {
  age: Type.Optional(Type.Integer()),
  min: Type.Optional(Nullable(Type.Integer())),
  max: Type.Optional(Nullable(Type.Integer())),
  gender: Type.Optional(GenderCode),
  until_age: Type.Optional(
    Nullable(Type.Integer({ description: "The stay ends with this birthday" })),
  ),
  by_pools: Type.Optional(
    Type.Boolean({ description: "The program takes this child, but none of its beds does" }),
  ),
  policy: Type.Optional(PolicyCode),
  languages: Type.Optional(
    Type.Array(
      Type.Object({
        language: LanguageCode,
        mode: Coded(
          "LanguageServed",
          ["direct", "interpreter", "none", "unknown"],
          "How it is served",
        ),
      }),
    ),
  ),
  scope: Type.Optional(Coded("AreaScope", ["county", "state", "nation"], "Scope of the area")),
  code: Type.Optional(Type.String({ description: "County, state or nation that covers" })),
  prefers_from_elsewhere: Type.Optional(Type.Boolean()),
  circumstances: Type.Optional(
    Type.Array(Type.Object({ circumstance: CircumstanceCode, policy: PolicyCode })),
  ),
  kind: Type.Optional(KindCode),
  dedicated: Type.Optional(Nullable(Type.Boolean())),
  miles: Type.Optional(Nullable(Type.Number())),
  within_miles: Type.Optional(Type.Number()),
  by_county: Type.Optional(Type.Boolean({ description: "Judged by the county's centre" })),
  open_now: Type.Optional(Nullable(Type.Boolean())),
  opens_at: Type.Optional(Nullable(Timestamp)),
  paused_until: Type.Optional(Nullable(Timestamp)),
});
export type Facts = Static<typeof Facts>;

export const CriterionResult = Named("CriterionResult", {
  criterion: CriterionCode,
  verdict: Coded("CriterionVerdict", criterionVerdicts, "Verdict of the criterion"),
  facts: Facts,
});
export type CriterionResult = Static<typeof CriterionResult>;

export const Match = Named("Match", {
  program: ProgramSummary,
  verdict: Coded("MatchVerdict", matchVerdicts, "Verdict of the match"),
  criteria: Type.Array(CriterionResult),
  beds: Beds,
  intake: Intake,
  distance_miles: Nullable(Type.Number()),
  tier: Type.Integer({
    minimum: 1,
    maximum: 7,
    description: "Group in the order of matches; 7: excluded",
  }),
});
export type Match = Static<typeof Match>;

/** How many programs a criterion excludes; one that several exclude counts under each of them. */
export const Reason = Named("Reason", {
  criterion: CriterionCode,
  circumstance: Type.Optional(CircumstanceCode),
  programs: Type.Integer(),
});
export type Reason = Static<typeof Reason>;

/**
 * One change of the need, and how many programs would then fit. `drop`: as if the criterion were
 * not judged at all, or for circumstances as if this one did not apply.
 */
export const Relaxation = Named("Relaxation", {
  criterion: CriterionCode,
  change: Type.Object({
    drop: Type.Optional(Type.Boolean()),
    circumstance: Type.Optional(CircumstanceCode),
    within_miles: Type.Optional(Type.Number()),
    age: Type.Optional(Type.Integer()),
    interpreter: Type.Optional(Type.Boolean()),
  }),
  fits: Type.Integer(),
});
export type Relaxation = Static<typeof Relaxation>;

/** Where nothing fits: what comes nearest, and who helps meanwhile, from the directory itself. */
export const Help = Named("Help", {
  nearest: Type.Array(Match, {
    description:
      "Excluded programs of a kind asked for, with the fewest criteria against them, then by distance",
  }),
  hotlines: Type.Array(ProgramSummary, { description: "Those open now first" }),
  advocates: Type.Array(ProgramSummary, { description: "Nearest case management and advocacy" }),
  advocacy_centers: Type.Array(ProgramSummary, { description: "Nearest first" }),
});
export type Help = Static<typeof Help>;

export const MatchAnswer = Named("MatchAnswer", {
  as_of: Timestamp,
  stale: Type.Boolean({ description: "The database is away: this is how things stood at as_of" }),
  from: Nullable(
    Type.Object({
      lat: Type.Number(),
      lon: Type.Number(),
      county: Nullable(County),
      state: Nullable(StateCode),
    }),
  ),
  total: Type.Integer({ description: "Programs that fit or might" }),
  fits: Type.Integer(),
  asks: Type.Integer(),
  matches: Type.Array(Match),
  excluded: Type.Object({ total: Type.Integer(), by_reason: Type.Array(Reason) }),
  relaxations: Type.Array(Relaxation),
  help: Nullable(Help),
});
export type MatchAnswer = Static<typeof MatchAnswer>;

export const ExcludedQuery = Type.Object(
  {
    need: Need,
    reason: Type.Optional(CriterionCode),
    circumstance: Type.Optional(CircumstanceCode),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type ExcludedQuery = Static<typeof ExcludedQuery>;

/** Excluded programs of a kind asked for first, fewest criteria against them, then by distance. */
export const ExcludedList = Named("ExcludedList", {
  total: Type.Integer(),
  items: Type.Array(Match),
  next: Nullable(Type.String()),
});
export type ExcludedList = Static<typeof ExcludedList>;
