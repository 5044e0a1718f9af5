import type { DeclineInput, PolicyChange, Program, RequestNeed } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import { aboutCircumstance, genderPlurals } from "../words/codes.ts";

/** What a listing may say after a decline, in the words of the button that says it. */
export type Correction =
  | { readonly words: string; readonly policies: PolicyChange }
  | {
      readonly words: string;
      readonly full: { readonly poolId: string; readonly version: number };
    };

type Ages = NonNullable<Program["ages"]>;

/** Nearer to which end a refused age is, that end moves first; an age at no end may mean either. */
const ageCorrections = (ages: Ages, age: number): Correction[] => {
  const { min, max } = ages;
  if ((min !== null && age < min) || (max !== null && age > max)) return [];
  const younger: Correction[] =
    max !== null && age + 1 > max
      ? []
      : [
          {
            words: m.correct_not_under({ age: age + 1 }),
            policies: { ages: { min: age + 1, max } },
          },
        ];
  const older: Correction[] =
    min !== null && age - 1 < min
      ? []
      : [
          {
            words: m.correct_not_over({ age: age - 1 }),
            policies: { ages: { min, max: age - 1 } },
          },
        ];
  const isNearTop = max !== null && (min === null || max - age < age - min);
  return isNearTop ? [...older, ...younger] : [...younger, ...older];
};

/**
 * How the program's listing could be corrected by why it declined; nothing where it says so already,
 * or never said anything that could be narrowed. None of them takes anybody whom the listing did not.
 * @param poolId the pool whose bed was asked for
 */
export const correctionsFor = (
  program: Program,
  need: RequestNeed,
  { reason, circumstance }: DeclineInput,
  poolId: string | undefined,
): Correction[] => {
  switch (reason) {
    case "age":
      return program.ages === null ? [] : ageCorrections(program.ages, need.age);
    case "gender": {
      const { gender } = need;
      const stated = program.genders.find((one) => one.gender === gender);
      if (gender === null || stated?.policy === "declines") return [];
      return [
        {
          words: m.correct_not_gender({ who: genderPlurals[gender]() }),
          policies: { genders: [{ gender, policy: "declines" }] },
        },
      ];
    }
    case "circumstance": {
      const stated = program.circumstances.find((one) => one.circumstance === circumstance);
      if (circumstance === undefined || stated?.policy === "declines") return [];
      return [
        {
          words: m.correct_not_circumstance({ what: aboutCircumstance[circumstance]() }),
          policies: { circumstances: [{ circumstance, policy: "declines" }] },
        },
      ];
    }
    case "full": {
      const pool = program.pools?.find(({ id }) => id === poolId);
      if (!pool?.empty) return [];
      return [
        {
          words: m.correct_full({ pool: pool.label, count: pool.empty }),
          full: { poolId: pool.id, version: pool.version },
        },
      ];
    }
    default:
      return [];
  }
};
