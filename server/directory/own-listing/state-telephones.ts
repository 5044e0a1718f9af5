import type { Database } from "../../../db/client.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { invalid } from "../../errors.ts";
import type { ChangedTelephones, TelephoneStatement } from "./contract.ts";
import { updateListing, type ListingRow, type Telephones } from "./own-listing.repo.ts";
import { readTelephone } from "./read-telephone.ts";
import { restate, type ChangedFact } from "./restate.ts";

const toStatement = ({ phone, intakePhone, nightPhone }: Telephones): TelephoneStatement => ({
  ...{ phone, intake_phone: intakePhone, night_phone: nightPhone },
});

/** Enough to tell two numbers apart; whoever reads the audit may not know the whole of one. */
const ending = (number: string | null): string | null =>
  number === null ? null : `*${number.replaceAll(/\D/g, "").slice(-4)}`;

const changedFacts = (before: Telephones, after: Telephones): ChangedFact[] =>
  (["phone", "intakePhone", "nightPhone"] as const).flatMap((line) =>
    before[line] === after[line]
      ? []
      : [
          {
            what: { phone: "phone", intakePhone: "intake_phone", nightPhone: "night_phone" }[line],
            from: ending(before[line]),
            to: ending(after[line]),
          },
        ],
  );

/** The number that workers see (`intakePhoneOf`): of a hidden place its intake line alone. */
const shownOf = ({ visibility }: ListingRow, { phone, intakePhone }: Telephones) =>
  visibility === "confidential" ? intakePhone : (intakePhone ?? phone);

/**
 * States anew by which numbers the program is reached; in effect at once. The last number that
 * workers see is replaced and never taken away.
 * @throws DomainError `invalid_input`
 */
export const stateTelephones = async (
  database: Database,
  program: LedProgram,
  statement: TelephoneStatement,
  now: Date,
): Promise<ChangedTelephones> => {
  const after: Telephones = {
    phone: await readTelephone("phone", statement.phone),
    intakePhone: await readTelephone("intake_phone", statement.intake_phone),
    nightPhone: await readTelephone("night_phone", statement.night_phone),
  };
  return restate(database, program, now, async (tx, before) => {
    if (shownOf(before, before) !== null && shownOf(before, after) === null) {
      throw invalid("body/intake_phone", "is needed: without it workers have no number to call");
    }
    const facts = changedFacts(before, after);
    if (facts.length > 0) await updateListing(tx, program.id, { ...after, updatedAt: now });
    return {
      facts,
      answer: { program_id: program.id, before: toStatement(before), after: toStatement(after) },
    };
  });
};
