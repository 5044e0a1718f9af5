import type { ChangedPolicies, PolicyChange } from "../../api/schema.ts";

/** What puts back all that a change made another. */
export const backAgain = ({
  ages: range,
  genders,
  circumstances,
}: ChangedPolicies): PolicyChange => ({
  ...(range && { ages: range.before ?? { min: null, max: null } }),
  ...(genders.length > 0 && {
    genders: genders.map(({ gender, before }) => ({ gender, policy: before })),
  }),
  ...(circumstances.length > 0 && {
    circumstances: circumstances.map(({ circumstance, before }) => ({
      ...{ circumstance, policy: before },
    })),
  }),
});

const year = 365 * 86_400_000;

/** Whether a listing was not read through by its lead for a year, or never was. */
export const isYearOld = (verifiedOn: string | null, now: number): boolean =>
  verifiedOn === null || now - Date.parse(verifiedOn) > year;
