import type { SpokenLanguage } from "../../../db/codes.ts";

export interface CallTexts {
  code: string;
  wrongCode: string;
  program(names: readonly string[]): string;
  menu: string;
  count(label: string): string;
  again: string;
  saved(counts: readonly { label: string; open: number | null }[]): string;
  refused: string;
  goodbye: string;
}

/** What is said before a language is chosen. */
export const greetings: Readonly<Record<SpokenLanguage, string>> = {
  en: "For English, press 1.",
  es: "Para español, oprima 2.",
};

/** What is said on the phone. */
export const callTexts: Readonly<Record<SpokenLanguage, CallTexts>> = {
  en: {
    code: "Enter your six digit code.",
    wrongCode: "That code is not right.",
    program: (names) => names.map((name, index) => `For ${name}, press ${index + 1}.`).join(" "),
    menu: "If every count is the same, press 1. If you are full, press 2. To say how many beds are empty, press 3.",
    count: (label) => `How many beds are empty: ${label}? Then press the pound key.`,
    again: "That was not understood.",
    saved: (counts) =>
      `Saved. ${counts.map(({ label, open }) => `${label}: ${open ?? "not known"}.`).join(" ")} Thank you.`,
    refused: "Nothing was changed. Those numbers do not fit your beds. Please sign in.",
    goodbye: "Nothing was changed. Goodbye.",
  },
  es: {
    code: "Marque su código de seis dígitos.",
    wrongCode: "Ese código no es correcto.",
    program: (names) => names.map((name, index) => `Para ${name}, oprima ${index + 1}.`).join(" "),
    menu: "Si todo sigue igual, oprima 1. Si está lleno, oprima 2. Para decir cuántas camas hay vacías, oprima 3.",
    count: (label) => `¿Cuántas camas hay vacías: ${label}? Después oprima la tecla de número.`,
    again: "No se entendió.",
    saved: (counts) =>
      `Guardado. ${counts.map(({ label, open }) => `${label}: ${open ?? "sin dato"}.`).join(" ")} Gracias.`,
    refused:
      "No cambió nada. Esos números no concuerdan con sus camas. Por favor, entre con su cuenta.",
    goodbye: "No cambió nada. Adiós.",
  },
};
