import type { SpokenLanguage } from "../../../db/codes.ts";

export interface Counted {
  label: string;
  open: number | null;
}

const numbered = (names: readonly string[]): string =>
  names.map((name, position) => `${position + 1} ${name}`).join(", ");
const counted = (pools: readonly Counted[]): string =>
  pools.map(({ label, open }) => `${label} ${open ?? "?"}`).join(", ");

export interface ReplyTexts {
  saved(pools: readonly Counted[], program: string | undefined): string;
  whichProgram(names: readonly string[]): string;
  whichPool(labels: readonly string[]): string;
  unclear(labels: readonly string[]): string;
  refused: string;
  stopped: string;
  started: string;
}

/** What is texted back. It names programs at hidden places by their initials alone. */
export const replyTexts: Readonly<Record<SpokenLanguage, ReplyTexts>> = {
  en: {
    saved: (pools, program) =>
      `Saved. Empty beds now${program === undefined ? "" : ` at ${program}`}: ${counted(pools)}. If that is wrong, send the right number.`,
    whichProgram: (names) =>
      `Nothing changed yet. Which program? Reply with its number: ${numbered(names)}.`,
    whichPool: (labels) =>
      `Nothing changed yet. Which beds? Reply with their number: ${numbered(labels)}. Or each, like 1=3 2=0.`,
    unclear: (labels) =>
      labels.length > 1
        ? `Not understood, nothing changed. Reply SAME, FULL, or each like 1=3 2=0: ${numbered(labels)}.`
        : "Not understood, nothing changed. How many beds are empty? Reply with a number, SAME or FULL. STOP ends messages.",
    refused:
      "Nothing changed: those numbers do not fit what is known of your beds. Please sign in.",
    stopped: "You will get no more messages. START brings them back.",
    started: "Messages are on again. STOP ends them.",
  },
  es: {
    saved: (pools, program) =>
      `Guardado. Camas vacías ahora${program === undefined ? "" : ` en ${program}`}: ${counted(pools)}. Si no es así, envíe el número correcto.`,
    whichProgram: (names) =>
      `Aún no cambió nada. ¿Qué programa? Responda con su número: ${numbered(names)}.`,
    whichPool: (labels) =>
      `Aún no cambió nada. ¿Qué camas? Responda con su número: ${numbered(labels)}. O todas, como 1=3 2=0.`,
    unclear: (labels) =>
      labels.length > 1
        ? `No se entendió, no cambió nada. Responda IGUAL, LLENO, o todas como 1=3 2=0: ${numbered(labels)}.`
        : "No se entendió, no cambió nada. ¿Cuántas camas hay vacías? Responda con un número, IGUAL o LLENO. ALTO detiene los mensajes.",
    refused:
      "No cambió nada: esos números no concuerdan con sus camas. Por favor, entre con su cuenta.",
    stopped: "Ya no recibirá mensajes. START los reactiva.",
    started: "Los mensajes están activos otra vez. ALTO los detiene.",
  },
};

/** What a program is called where others may read along: a hidden one by its initials. */
export const spokenName = ({ name, hidden }: { name: string; hidden: boolean }): string =>
  hidden
    ? name
        .split(/[\s:-]+/)
        .map((word) => word.charAt(0).toUpperCase())
        .join("")
    : name;
