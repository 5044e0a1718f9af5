import type { Database, Reader } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { StaffedProgram } from "../../access/authorize-placements.ts";
import { requireSignedIn } from "../../access/authorize.ts";
import type { SignedIn, Viewer } from "../../access/viewer.ts";
import { DomainError, invalid, notFound } from "../../errors.ts";
import { hasStopped } from "../reminders/stops.repo.ts";
import type { ConfirmLink, ConfirmLinkList, LinkInput } from "./contract.ts";
import type { LinkSender } from "./send-link.ts";
import {
  endLink,
  findLink,
  findProgramStaff,
  findRunningLinks,
  type LinkRow,
} from "./links.repo.ts";

const toConfirmLink = (row: LinkRow): ConfirmLink => ({
  id: row.id,
  to: { id: row.userId, name: row.name },
  channel: row.channel,
  sent_by: row.sentBy,
  sent_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
  revoked_at: row.revokedAt?.toISOString() ?? null,
  used: row.used,
});

/** The program's links that still run, newest first. */
export const listLinks = async (
  reader: Reader,
  { id }: StaffedProgram,
  now: Date,
): Promise<ConfirmLinkList> => ({
  items: (await findRunningLinks(reader, id, now)).map(toConfirmLink),
});

/**
 * Sends a link to oneself or, as lead, to somebody else of the program's staff.
 * @throws DomainError `forbidden`, `invalid_input`, `unavailable` where no such message can be sent
 */
export const sendLink = async (
  database: Database,
  { id: programId, viewer }: StaffedProgram,
  { channel, user_id = viewer.userId }: LinkInput,
  { sender, now }: { sender: LinkSender; now: Date },
): Promise<ConfirmLink> => {
  if (user_id !== viewer.userId && !viewer.leadOf.has(programId)) {
    throw new DomainError("forbidden", "Only a lead sends links to others.");
  }
  const staff = await findProgramStaff(database.read, programId);
  const reader = staff.find(({ id }) => id === user_id);
  if (!reader) throw invalid("body/user_id", "is nobody who works for this program");
  // Who ended such messages gets none that somebody else asks for.
  if (user_id !== viewer.userId && (await hasStopped(database.read, reader.id))) {
    throw new DomainError("unavailable", "That person wants no such messages.");
  }
  const of = { programId, userId: reader.id, channel, sentBy: viewer.userId };
  const linkId = await sender.send(reader, of, now);
  if (linkId === undefined) {
    throw new DomainError("unavailable", "That person cannot be reached this way.");
  }
  const row = await findLink(database.read, linkId);
  if (!row) throw notFound();
  return toConfirmLink(row);
};

const mayRevoke = (person: SignedIn, link: LinkRow | undefined): link is LinkRow =>
  link !== undefined && person.role === "provider" && person.programIds.has(link.programId);

/** Withdraws a link of a program that the viewer works for; else nothing is here. */
export const revokeLink = (
  database: Database,
  viewer: Viewer,
  linkId: string,
  now: Date,
): Promise<ConfirmLink> => {
  const person = requireSignedIn(viewer);
  return database.transaction(async (tx) => {
    if (!mayRevoke(person, await findLink(tx, linkId))) throw notFound();
    if (await endLink(tx, linkId, now)) {
      await recordAudit(tx, {
        actor: person,
        action: "link_revoked",
        subject: { type: "link", id: linkId },
      });
    }
    const row = await findLink(tx, linkId);
    if (!row) throw notFound();
    return toConfirmLink(row);
  });
};
