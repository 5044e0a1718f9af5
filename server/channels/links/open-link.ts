import type { Reader } from "../../../db/client.ts";
import { findPerson } from "../../access/access.repo.ts";
import { authorizeReport, authorizeSight, type ReportableProgram } from "../../access/authorize.ts";
import type { Dataset } from "../../config.ts";
import { readProgram } from "../../directory/read-program.ts";
import { DomainError } from "../../errors.ts";
import type { OpenedLink } from "./contract.ts";
import { findLinkByHash, type KnownLink } from "./links.repo.ts";
import { hashOfToken, isSigned } from "./link-token.ts";

export interface LinkChecks {
  secret: string;
  dataset: readonly Dataset[];
  now: Date;
}

/**
 * The link behind a token, and its program for the person it was sent to, as both stand now.
 * @throws DomainError `link_unknown`, `link_revoked`, `link_expired`, `link_person_left`,
 *   `program_inactive`
 */
export const checkLink = async (
  reader: Reader,
  token: string,
  { secret, dataset, now }: LinkChecks,
): Promise<{ link: KnownLink; program: ReportableProgram }> => {
  const link = isSigned(secret, token)
    ? await findLinkByHash(reader, hashOfToken(token))
    : undefined;
  // Fictional people state nothing where training data was taken away.
  if (!link || (link.training && !dataset.includes("training"))) {
    throw new DomainError("link_unknown", "This link is none of ours, or not whole.");
  }
  if (link.revokedAt !== null) throw new DomainError("link_revoked", "This link was withdrawn.");
  if (link.expiresAt <= now) throw new DomainError("link_expired", "This link has run out.");
  const person = link.closedAt === null ? await findPerson(reader, link.userId) : undefined;
  if (person?.role !== "provider" || !person.programIds.has(link.programId)) {
    throw new DomainError("link_person_left", "Whom this link was sent to has left the program.");
  }
  if (link.programStatus !== "active") {
    throw new DomainError("program_inactive", "This program is no longer active.");
  }
  return { link, program: await authorizeReport(reader, person, link.programId) };
};

/** What the page of a link shows: the counts of its program. Opening uses nothing up. */
export const openLink = async (
  reader: Reader,
  token: string,
  checks: LinkChecks,
): Promise<OpenedLink> => {
  const { link, program } = await checkLink(reader, token, checks);
  const seen = await authorizeSight(reader, program.viewer, program.id);
  const { pools } = await readProgram(reader, seen, checks.now);
  return {
    program: { id: program.id, name: link.programName },
    pools: pools ?? [],
    used: link.used,
    expires_at: link.expiresAt.toISOString(),
  };
};
