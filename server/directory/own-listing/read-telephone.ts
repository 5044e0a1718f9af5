import { invalid } from "../../errors.ts";

/** 211, 911 and 988 are numbers that somebody answers, too. */
const shortNumber = /^([2-9]11|988)$/;

/**
 * A telephone number as listings write it: `510-555-0142`, or `+52 …` abroad; null where nothing
 * is stated. An extension is refused: a tap on the number would not dial it.
 * @throws DomainError `invalid_input` at `body/<field>`
 */
export const readTelephone = async (field: string, text: string | null): Promise<string | null> => {
  const typed = text?.trim() ?? "";
  if (typed === "") return null;
  if (shortNumber.test(typed)) return typed;
  // Loaded when first needed, as it has the numbering plans of all countries.
  const { parsePhoneNumberFromString } = await import("libphonenumber-js");
  const number = parsePhoneNumberFromString(typed, "US");
  // Possible, not valid: new area codes are younger than the table, training numbers in none.
  if (number?.isPossible() !== true) throw invalid(`body/${field}`, "is no telephone number");
  if (number.ext !== undefined)
    throw invalid(`body/${field}`, "has an extension: state a direct line");
  const digits = number.nationalNumber;
  return number.countryCallingCode === "1"
    ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`
    : number.formatInternational();
};
