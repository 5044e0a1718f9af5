import type { ChangedPolicies, Policy } from "../../api/schema.ts";
import { ageRange } from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import { circumstanceWords, genderWords } from "../../words/codes.ts";

export const policyWords: Readonly<Record<Policy, () => string>> = {
  accepts: m.listing_accepts,
  ask: m.listing_ask,
  declines: m.listing_declines,
  unknown: m.listing_unknown,
};

/** One thing that a change made another, in words. `key` is its code, or `ages`. */
export interface Changed {
  readonly key: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

type Range = NonNullable<ChangedPolicies["ages"]>["after"];
const agesInWords = (range: Range): string => ageRange(range) || m.listing_ages_unstated();

export const changedInWords = (changed: ChangedPolicies): Changed[] => [
  ...(changed.ages === null
    ? []
    : [
        {
          ...{ key: "ages", what: m.listing_ages() },
          before: agesInWords(changed.ages.before),
          after: agesInWords(changed.ages.after),
        },
      ]),
  ...changed.genders.map(({ gender, before, after }) => ({
    ...{ key: gender, what: genderWords[gender]() },
    ...{ before: policyWords[before](), after: policyWords[after]() },
  })),
  ...changed.circumstances.map(({ circumstance, before, after }) => ({
    ...{ key: circumstance, what: circumstanceWords[circumstance]() },
    ...{ before: policyWords[before](), after: policyWords[after]() },
  })),
];
