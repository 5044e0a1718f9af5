import type { MessageLanguage, NoticeKind } from "../../db/codes.ts";

/**
 * What notices say. They may light up on a screen that others see: they name no child, no program
 * and no place, and do not say what Harborlight is for.
 */
const words: Readonly<Record<NoticeKind, Readonly<Record<MessageLanguage, string>>>> = {
  request_asked: {
    en: "Someone is waiting for your answer.",
    es: "Alguien espera su respuesta.",
  },
  hold_accepted: { en: "You have an answer: yes.", es: "Tiene una respuesta: sí." },
  hold_declined: { en: "You have an answer: no.", es: "Tiene una respuesta: no." },
  hold_taken_back: {
    en: "An answer that you had was taken back.",
    es: "Se retiró una respuesta que usted tenía.",
  },
  hold_expiring: { en: "Your time runs out soon.", es: "Su plazo termina pronto." },
  bed_opened: {
    en: "What you are waiting for may be there.",
    es: "Puede que ya haya lo que usted espera.",
  },
};

const inLanguages = (language: MessageLanguage | null): readonly MessageLanguage[] =>
  language === null ? ["en", "es"] : [language];

/** The sentence for a kind of notice, in the person's language; null: in both. */
export const noticeText = (kind: NoticeKind, language: MessageLanguage | null): string =>
  inLanguages(language)
    .map((each) => words[kind][each])
    .join(" / ");

const replyStop = { en: "Reply STOP to end.", es: "Responda STOP para terminar." };

/** The text message for it: with where to look and how to end them. */
export const smsText = (
  kind: NoticeKind,
  language: MessageLanguage | null,
  address: string,
): string => {
  const stop = inLanguages(language).map((each) => replyStop[each]);
  return `Harborlight: ${noticeText(kind, language)} ${address} ${stop.join(" / ")}`;
};

const mailStop = { en: "To end these mails", es: "Para no recibir estos correos" };

/** The mail for it: the same. */
export const mailText = (
  kind: NoticeKind,
  language: MessageLanguage | null,
  address: string,
): string => {
  const stop = inLanguages(language).map((each) => mailStop[each]);
  return `${noticeText(kind, language)}\n${address}\n\n${stop.join(" / ")}: ${address}/account`;
};

const codeWords = {
  en: (code: string, minutes: number) => `${code} is your Harborlight code for ${minutes} minutes.`,
  es: (code: string, minutes: number) =>
    `${code} es su código de Harborlight por ${minutes} minutos.`,
};

/** The text message that shows that a number is its person's. */
export const codeText = (code: string, minutes: number, language: MessageLanguage | null): string =>
  inLanguages(language)
    .map((each) => codeWords[each](code, minutes))
    .join(" / ");
