import type { LicenceStatus, Program } from "../api/schema.ts";
import { dateInWords } from "../format.ts";
import { m } from "../paraglide/messages.js";

export const licenceWords: Readonly<Record<LicenceStatus, () => string>> = {
  licensed: m.licence_licensed,
  exempt: m.licence_exempt,
  unlicensed: m.licence_unlicensed,
};

/** "Licensed, until December 31, 2027"; nothing where it was never stated. */
export const licenceInWords = (licence: Program["licence"]): string[] => {
  if (licence === null) return [];
  const { status, until } = licence;
  const words = licenceWords[status]();
  return [until === null ? words : `${words}, ${m.licence_until({ day: dateInWords(until) })}`];
};
