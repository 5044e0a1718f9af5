import type { Message } from "./mailer.ts";

/**
 * The mail that carries a sign-in code, in both languages: nobody has said yet which one they read.
 * It says nothing of what Harborlight is for, since others may see the screen that it arrives on.
 */
export const signInCodeMessage = (to: string, code: string, minutes: number): Message => ({
  to,
  subject: "Your sign-in code / Su código de acceso",
  text: [
    `${code} is your sign-in code for Harborlight. It works once, within ${minutes} minutes.`,
    "If you did not ask for it, leave it alone: nobody is signed in without it. We never ask for it by phone.",
    "",
    `${code} es su código de acceso a Harborlight. Sirve una sola vez, durante ${minutes} minutos.`,
    "Si usted no lo pidió, no haga nada: nadie entra sin él. Nunca se lo pediremos por teléfono.",
  ].join("\n"),
});
