import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * Every code of ISO 639-3, and whether it is one of the special ones (several languages, none, not
 * known). Read, not imported: the module's 8,000 objects and its text would be kept for ever.
 */
const readCodes = (): ReadonlyMap<string, boolean> => {
  const file = createRequire(import.meta.url).resolve("iso-639-3/iso6393.js");
  const entries = readFileSync(file, "utf8").matchAll(
    /scope: '([a-z]+)',\s+iso6393: '([a-z]{3})'/g,
  );
  // A copy of each code: a part of the file's text would keep all of it.
  return new Map(
    entries.map(([, scope, code = ""]) => [Buffer.from(code).toString(), scope === "special"]),
  );
};

const codes = readCodes();

/** Whether ISO 639-3 has the code. */
export const isLanguageCode = (code: string): boolean => codes.has(code);

/** Whether the code is a language that somebody speaks, signs or writes. */
export const isLanguage = (code: string): boolean => codes.get(code) === false;
