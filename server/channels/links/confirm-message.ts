import type { Message } from "../../notify/mailer.ts";

/** The same as a text message. */
export const confirmText = (url: string): string =>
  `Harborlight: is your count still true? / ¿Sigue siendo cierto su conteo? ${url} Or reply / o responda: SAME/IGUAL, FULL/LLENO, 3. STOP/ALTO`;

/**
 * The mail that carries a confirm link, in both languages. It says nothing of the program or of what
 * Harborlight is for, since others may see the screen that it arrives on.
 */
export const confirmMessage = (
  to: string,
  { url, stopUrl, hours }: { url: string; stopUrl: string; hours: number },
): Message => ({
  to,
  subject: "Is your count still true? / ¿Sigue siendo cierto su conteo?",
  text: [
    `Please confirm your count in Harborlight. The link is for you alone, works for ${hours} hours and needs no sign-in:`,
    url,
    "",
    `Por favor, confirme su conteo en Harborlight. El enlace es solo para usted, sirve durante ${hours} horas y no pide contraseña:`,
    url,
    "",
    "No more reminders / No recibir más recordatorios:",
    stopUrl,
  ].join("\n"),
});
