import type { Database } from "../../../db/client.ts";
import type { LinkChannel } from "../../../db/codes.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Mailer } from "../../notify/mailer.ts";
import { stopUrl } from "../reminders/stop-token.ts";
import { confirmMessage } from "./confirm-message.ts";
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

/** Sends over the mailer; what was sent is audited with the link that went out. */
export const openLinkSender = (
  database: Database,
  settings: LinkSettings,
  { mail }: { mail: Mailer | undefined },
): LinkSender => {
  const send: LinkSender["send"] = async (reader, of, now) => {
    if (of.channel !== "mail" || mail === undefined) return undefined;
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
    mail.post(async () => confirmMessage(reader.email, words));
    return made.id;
  };
  return {
    send,
    sendSomehow: (reader, of, now) => send(reader, { ...of, channel: "mail" }, now),
  };
};
