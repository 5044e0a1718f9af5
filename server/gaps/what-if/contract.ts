import { Type, type Static } from "typebox";
import { policies } from "../../../db/codes.ts";
import {
  Age,
  CircumstanceCode,
  Coded,
  CountyFips,
  GenderCode,
  KindCode,
  LanguageCode,
  LanguageModeCode,
  Latitude,
  Longitude,
  Named,
  StateCode,
  Timestamp,
  Zip,
} from "../../contract.ts";
import { CoverageColumns } from "../coverage/contract.ts";

const strict = { additionalProperties: false };
const Ages = Type.Object(
  { min: Type.Optional(Age), max: Type.Optional(Age) },
  { ...strict, description: "Youngest and oldest taken" },
);
const Stated = Coded("StatedPolicy", policies, "What the program would state");

const Clock = Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", maxLength: 5 });

const ImaginedPlace = Type.Union(
  [
    Type.Object({ zip: Zip }, strict),
    Type.Object({ county: CountyFips }, strict),
    Type.Object({ lat: Latitude, lon: Longitude }, strict),
  ],
  { title: "ImaginedPlace", description: "Where it would be; of a county its centre" },
);

const ImaginedArea = Type.Union(
  [
    Type.Object({ county: CountyFips }, strict),
    Type.Object({ state: StateCode }, strict),
    Type.Object({ own: Coded("OwnArea", ["county", "state"], "The one that it lies in") }, strict),
  ],
  { title: "ImaginedArea" },
);

/** A program that is not there; what is left out it never stated. */
export const ImaginedProgram = Type.Object(
  {
    kind: KindCode,
    at: ImaginedPlace,
    dedicated: Type.Optional(Type.Boolean()),
    ages: Type.Optional(Ages),
    genders: Type.Optional(
      Type.Array(Type.Object({ gender: GenderCode, policy: Stated }, strict), { maxItems: 5 }),
    ),
    circumstances: Type.Optional(
      Type.Array(Type.Object({ circumstance: CircumstanceCode, policy: Stated }, strict), {
        maxItems: 19,
      }),
    ),
    languages: Type.Optional(
      Type.Array(Type.Object({ language: LanguageCode, mode: LanguageModeCode }, strict), {
        maxItems: 20,
      }),
    ),
    interpreter_any_language: Type.Optional(Type.Boolean()),
    areas: Type.Array(ImaginedArea, {
      ...{ minItems: 1, maxItems: 60 },
      description: "Counties and states that it would serve",
    }),
    intake_around_the_clock: Type.Optional(Type.Boolean()),
    intake_hours: Type.Optional(
      Type.Object(
        {
          days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
            ...{ minItems: 1, maxItems: 7, uniqueItems: true },
            description: "ISO: 1 Monday to 7 Sunday; the days on which it opens",
          }),
          opens: Clock,
          closes: Clock,
        },
        {
          ...strict,
          description: "By the clock of its place; past midnight where it closes first",
        },
      ),
    ),
    pools: Type.Array(
      Type.Object(
        {
          beds: Type.Integer({ minimum: 0, maximum: 500 }),
          open: Type.Integer({ minimum: 0, maximum: 500 }),
          ages: Type.Optional(Ages),
          genders: Type.Optional(Type.Array(GenderCode, { maxItems: 5, uniqueItems: true })),
          dedicated: Type.Optional(Type.Boolean()),
        },
        strict,
      ),
      { maxItems: 10 },
    ),
  },
  { title: "ImaginedProgram", ...strict },
);
export type ImaginedProgram = Static<typeof ImaginedProgram>;

export const WhatIf = Type.Object(
  { program: ImaginedProgram },
  {
    title: "WhatIf",
    ...strict,
    examples: [
      {
        program: {
          kind: "safe_house",
          at: { county: "06049" },
          dedicated: true,
          ages: { min: 12, max: 17 },
          genders: [{ gender: "boy", policy: "accepts" }],
          areas: [{ state: "CA" }],
          intake_around_the_clock: true,
          pools: [{ beds: 6, open: 6 }],
        },
      },
    ],
  },
);
export type WhatIf = Static<typeof WhatIf>;

export const WhatIfAnswer = Named("WhatIfAnswer", {
  as_of: Timestamp,
  regions: Type.Array(Type.String()),
  county: { ...CountyFips, description: "In which the program would be" },
  counties: Type.Array(CountyFips, { description: "Those that the program would serve" }),
  before: Type.Array(CoverageColumns),
  after: Type.Array(CoverageColumns),
});
export type WhatIfAnswer = Static<typeof WhatIfAnswer>;
