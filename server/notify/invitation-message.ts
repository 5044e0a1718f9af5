import type { Message } from "./mailer.ts";

/**
 * The mail that invites a person, in both languages. It carries no secret: who reads it must still
 * receive a code at the same address. Like every mail it does not say what Harborlight is for.
 */
export const invitationMessage = (
  to: string,
  { by, signInUrl, days }: { by: string; signInUrl: string; days: number },
): Message => ({
  to,
  subject: "An account for you / Una cuenta para usted: Harborlight",
  text: [
    `${by} has made an account for you in Harborlight. To open it, sign in with this e-mail address within ${days} days:`,
    signInUrl,
    "If this tells you nothing, leave it alone.",
    "",
    `${by} creó una cuenta para usted en Harborlight. Para abrirla, entre con este correo electrónico en un plazo de ${days} días:`,
    signInUrl,
    "Si esto no le dice nada, no haga nada.",
  ].join("\n"),
});
