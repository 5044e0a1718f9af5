import type { Database } from "../../../db/client.ts";
import type { LinkChannel } from "../../../db/codes.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import { findChoices, findPhone, isStopped } from "../../notify/contact/contact-points.repo.ts";
import type { Mailer } from "../../notify/mailer.ts";
import type { SmsGateway } from "../../notify/sms/sms-gateway.ts";
import { stopUrl } from "../reminders/stop-token.ts";
import { confirmMessage, confirmText } from "./confirm-message.ts";
import type { LinkReader } from "./links.repo.ts";
import { linkHours, makeLink, type LinkSettings } from "./make-link.ts";

export interface LinkOf {
  programId: string;
  userId: string;
  channel: LinkChannel;
  sentBy: string | null;
}

/** Sends confirm links. */
export interface LinkSender {
  /** @returns the link's id; undefined: this person cannot be reached by that channel */
  send(reader: LinkReader, of: LinkOf, now: Date): Promise<string | undefined>;
  /** The same by the quickest channel that reaches this person. */
  sendSomehow(
    reader: LinkReader,
    of: Omit<LinkOf, "channel">,
    now: Date,
  ): Promise<string | undefined>;
}

/** Where the person takes text messages; undefined: nowhere, or they want none. */
const numberOf = async (database: Database, userId: string): Promise<string | undefined> => {
  const [phone, choices] = await Promise.all([
    findPhone(database.read, userId),
    findChoices(database.read, userId),
  ]);
  if (!phone?.verifiedAt || !choices.sms) return undefined;
  return (await isStopped(database.read, phone.number)) ? undefined : phone.number;
};

/** Sends over the mailer and the SMS gateway; what was sent is audited with the link that went out. */
export const openLinkSender = (
  database: Database,
  settings: LinkSettings,
  { mail, sms }: { mail: Mailer | undefined; sms: SmsGateway | undefined },
): LinkSender => {
  const send: LinkSender["send"] = async (reader, of, now) => {
    const number = of.channel === "sms" && sms ? await numberOf(database, reader.id) : undefined;
    if (of.channel === "mail" ? mail === undefined : number === undefined) return undefined;
    const made = await database.transaction(async (tx) => {
      const link = await makeLink(tx, settings, of, now);
      await recordAudit(tx, {
        actor: of.sentBy === null ? null : { userId: of.sentBy },
        action: "link_sent",
        subject: { type: "link", id: link.id },
        details: { program: of.programId, channel: of.channel },
      });
      return link;
    });
    const { url } = made;
    const words = { url, stopUrl: stopUrl(settings, reader.id), hours: linkHours };
    if (number !== undefined) await sms?.send({ id: made.id, to: number, text: confirmText(url) });
    else mail?.post(async () => confirmMessage(reader.email, words));
    return made.id;
  };
  return {
    send,
    sendSomehow: async (reader, of, now) =>
      (await send(reader, { ...of, channel: "sms" }, now)) ??
      (await send(reader, { ...of, channel: "mail" }, now)),
  };
};
