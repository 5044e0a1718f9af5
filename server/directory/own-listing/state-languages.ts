import type { Database } from "../../../db/client.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { DomainError, type InputError } from "../../errors.ts";
import { isLanguageCode } from "../language-codes.ts";
import type { ChangedLanguages, LanguageStatement } from "./contract.ts";
import {
  findLanguages,
  setLanguages,
  updateListing,
  type LanguageRow,
} from "./own-listing.repo.ts";
import { restate, type ChangedFact } from "./restate.ts";

const refuseMistakes = ({ languages }: LanguageStatement): void => {
  const codes = languages.map(({ language }) => language);
  const errors = codes.flatMap((code, position): InputError[] => {
    const path = `body/languages/${position}/language`;
    if (!isLanguageCode(code)) return [{ path, message: "is no language of ISO 639-3" }];
    return codes.indexOf(code) === position ? [] : [{ path, message: "is stated twice" }];
  });
  if (errors.length > 0) {
    throw new DomainError("invalid_input", "These languages cannot be stated.", { errors });
  }
};

const changedFacts = (
  before: readonly LanguageRow[],
  after: readonly LanguageRow[],
): ChangedFact[] => {
  const modeIn = (rows: readonly LanguageRow[], code: string) =>
    rows.find(({ language }) => language === code)?.mode ?? "unknown";
  const codes = new Set([...before, ...after].map(({ language }) => language));
  return [...codes]
    .map((code) => ({
      what: "language",
      code,
      from: modeIn(before, code),
      to: modeIn(after, code),
    }))
    .filter(({ from, to }) => from !== to);
};

/**
 * States anew in which languages the program serves; in effect at once, for matches too.
 * @throws DomainError `invalid_input`
 */
export const stateLanguages = (
  database: Database,
  program: LedProgram,
  statement: LanguageStatement,
  now: Date,
): Promise<ChangedLanguages> => {
  refuseMistakes(statement);
  return restate(database, program, now, async (tx, listing) => {
    const before = await findLanguages(tx, program.id);
    const { languages, interpreter_any_language: interpreter } = statement;
    const wasAny = listing.interpreterAnyLanguage;
    const facts = changedFacts(before, languages);
    if (facts.length > 0) await setLanguages(tx, program.id, languages);
    if (wasAny !== interpreter) {
      await updateListing(tx, program.id, { interpreterAnyLanguage: interpreter, updatedAt: now });
      facts.push({ what: "interpreter", from: wasAny, to: interpreter });
    }
    const after = await findLanguages(tx, program.id);
    return {
      facts,
      answer: {
        program_id: program.id,
        before: { languages: before, interpreter_any_language: wasAny },
        after: { languages: after, interpreter_any_language: interpreter },
      },
    };
  });
};
