import { iso6393To1 } from "iso-639-3/iso6393-to-1.js";

/** Asked for most often; each is one tap away. */
export const commonLanguages = ["spa", "vie", "cmn", "tgl"] as const;

// Languages of youth who come through the border that ISO 639-1 has no code for, and sign language.
const others = ["ase", "cmn", "hmn", "ixl", "kjb", "mam", "mix", "prs", "quc", "yue", "zap"];

/** Every language that may be chosen, by ISO 639-3 code; macrolanguages give way to their parts. */
export const languageCodes: readonly string[] = [
  ...Object.keys(iso6393To1).filter((code) => code !== "zho" && code !== "eng"),
  ...others,
];
