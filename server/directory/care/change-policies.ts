import { announce } from "../../../db/change-feed.ts";
import type { Database, Writer } from "../../../db/client.ts";
import { recordAudit, type AuditFact } from "../../access/audit/record-audit.ts";
import type { CaredProgram } from "../../access/authorize.ts";
import { DomainError, notFound } from "../../errors.ts";
import { indexPrograms } from "../../search/index-programs.ts";
import { comparePolicies, onlyNarrows } from "./compare-policies.ts";
import type { ChangedPolicies, PolicyChange } from "./contract.ts";
import { lockPolicies, setCircumstances, setGenders, updateProgram } from "./policies.repo.ts";

/** Each change as the audit keeps it: codes and ages, before and after. */
const auditFacts = (changed: ChangedPolicies): Record<string, AuditFact>[] => [
  ...(changed.ages === null
    ? []
    : [
        {
          what: "ages",
          from_min: changed.ages.before?.min ?? null,
          from_max: changed.ages.before?.max ?? null,
          to_min: changed.ages.after?.min ?? null,
          to_max: changed.ages.after?.max ?? null,
        },
      ]),
  ...changed.genders.map(({ gender, before, after }) => ({
    ...{ what: "gender", code: gender, from: before, to: after },
  })),
  ...changed.circumstances.map(({ circumstance, before, after }) => ({
    ...{ what: "circumstance", code: circumstance, from: before, to: after },
  })),
];

const write = async (tx: Writer, changed: ChangedPolicies, now: Date): Promise<void> => {
  const { program_id: id, ages, genders, circumstances } = changed;
  await updateProgram(tx, id, {
    ...(ages && { ageMin: ages.after?.min ?? null, ageMax: ages.after?.max ?? null }),
    updatedAt: now,
  });
  const genderRows = genders.map(({ gender, after: policy }) => ({ gender, policy }));
  await setGenders(tx, id, genderRows);
  const circumstanceRows = circumstances.map(({ circumstance, after: policy }) => ({
    ...{ circumstance, policy },
  }));
  await setCircumstances(tx, id, circumstanceRows);
};

/**
 * The one way in which a program's ages and its policies for genders and circumstances are changed:
 * the editor of a listing states any of them, and a declined request corrects them (`narrowPolicies`).
 * Call it last in the transaction: it writes what differs, the audit with before and after, and the
 * search document, and tells every instance. What is so already changes nothing, and says so.
 * @param allow refuses a change by throwing, before anything is written
 * @throws DomainError `invalid_input`, `not_found`
 */
export const changePolicies = async (
  tx: Writer,
  { id, viewer }: CaredProgram,
  change: PolicyChange,
  now: Date,
  allow: (changed: ChangedPolicies) => void = () => undefined,
): Promise<ChangedPolicies> => {
  const before = await lockPolicies(tx, id);
  if (!before) throw notFound();
  const changed = comparePolicies(id, before, change);
  allow(changed);
  const facts = auditFacts(changed);
  if (facts.length === 0) return changed;
  await write(tx, changed, now);
  for (const details of facts) {
    await recordAudit(tx, {
      ...{ actor: viewer, action: "listing_changed", subject: { type: "program", id }, details },
    });
  }
  await announce(tx, "program", id);
  await indexPrograms(tx, [id]);
  return changed;
};

/**
 * States that the program takes fewer than its listing says, as staff learn when they decline. What
 * would take anybody whom the listing did not take for sure is refused, so that one tap can never
 * make a wrong "yes".
 * @throws DomainError `conflict` where the change would widen; as `changePolicies`
 */
export const narrowPolicies = (
  database: Database,
  program: CaredProgram,
  change: PolicyChange,
  now: Date,
): Promise<ChangedPolicies> =>
  database.transaction((tx) =>
    changePolicies(tx, program, change, now, (changed) => {
      if (onlyNarrows(changed)) return;
      throw new DomainError(
        "conflict",
        "This would take more than the listing says now; change the listing itself for that.",
      );
    }),
  );
