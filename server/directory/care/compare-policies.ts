import type { Policy } from "../../../db/codes.ts";
import { invalid } from "../../errors.ts";
import type { ChangedPolicies, PolicyChange } from "./contract.ts";
import type { PolicyRows } from "./policies.repo.ts";

type Stated = Policy | "unknown";
type Ages = NonNullable<ChangedPolicies["ages"]>["after"];

const agesOf = ({ ageMin: min, ageMax: max }: PolicyRows): Ages =>
  min === null && max === null ? null : { min, max };

const refuseTwice = (codes: readonly string[], path: string): void => {
  const twice = codes.findIndex((code, position) => codes.indexOf(code) !== position);
  if (twice >= 0) throw invalid(`${path}/${twice}`, "is stated twice");
};

/**
 * What a change makes another of what the program says now; a policy that is so already is none.
 * @throws DomainError `invalid_input` for a range that ends before it begins, or a code given twice
 */
export const comparePolicies = (
  programId: string,
  before: PolicyRows,
  { ages, genders = [], circumstances = [] }: PolicyChange,
): ChangedPolicies => {
  if (ages && ages.min !== null && ages.max !== null && ages.min > ages.max) {
    throw invalid("body/ages", "ends before it begins");
  }
  const genderCodes = genders.map(({ gender }) => gender);
  const circumstanceCodes = circumstances.map(({ circumstance }) => circumstance);
  refuseTwice(genderCodes, "body/genders");
  refuseTwice(circumstanceCodes, "body/circumstances");
  const was = agesOf(before);
  const will = ages && (ages.min === null && ages.max === null ? null : ages);
  const isSame = will === undefined || (was?.min === will?.min && was?.max === will?.max);
  const policyOf = (row: { policy: Policy } | undefined): Stated => row?.policy ?? "unknown";
  return {
    program_id: programId,
    ages: isSame ? null : { before: was, after: will },
    genders: genders
      .map(({ gender, policy: after }) => ({
        ...{ gender, after },
        before: policyOf(before.genders.find((row) => row.gender === gender)),
      }))
      .filter((one) => one.before !== one.after),
    circumstances: circumstances
      .map(({ circumstance, policy: after }) => ({
        ...{ circumstance, after },
        before: policyOf(before.circumstances.find((row) => row.circumstance === circumstance)),
      }))
      .filter((one) => one.before !== one.after),
  };
};

type Range = { min: number | null; max: number | null } | null;

/** An open end admits everybody on its side; a range that was never stated admits nobody for sure. */
const isWithin = (after: Range, before: Range): boolean =>
  before !== null &&
  after !== null &&
  (before.min === null || (after.min !== null && after.min >= before.min)) &&
  (before.max === null || (after.max !== null && after.max <= before.max));

const takesFewer = ({ before, after }: { before: Stated; after: Stated }): boolean =>
  after === "declines" || (after === "ask" && before === "accepts");

/**
 * Whether nobody is taken for sure after the change who was not before. To state ages for the first
 * time is not such a change: within them `unknown` would become `meets`.
 */
export const onlyNarrows = ({ ages, genders, circumstances }: ChangedPolicies): boolean =>
  (ages === null || isWithin(ages.after, ages.before)) &&
  genders.every(takesFewer) &&
  circumstances.every(takesFewer);
