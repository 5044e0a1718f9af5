import { v7 } from "uuid";
import type { Database, Writer } from "../../../db/client.ts";
import type { ProposalSubject } from "../../../db/codes.ts";
import type { ProposedFacts } from "../../../db/schema/index.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { DomainError, invalid, notFound } from "../../errors.ts";
import type { ListingProposal, ProposalInput } from "./contract.ts";
import { inOrder, judgeAreas, judgeLicence } from "./judge-proposal.ts";
import {
  decideProposal,
  findAreas,
  findLicence,
  findProposal,
  findSite,
  insertProposal,
  lockProposal,
} from "./proposals.repo.ts";
import { toListingProposal } from "./public-proposal.ts";

interface Proposed {
  subject: ProposalSubject;
  before: ProposedFacts;
  after: ProposedFacts;
}

const readProposal = async (
  tx: Writer,
  programId: string,
  { visibility, licence, areas }: ProposalInput,
  now: Date,
): Promise<Proposed> => {
  if (visibility !== undefined) {
    const site = await findSite(tx, programId);
    if (!site) throw invalid("body/visibility", "is that of a place, and this program is at none");
    const before = { visibility: site.visibility };
    return { subject: "visibility", before, after: { visibility } };
  }
  if (licence !== undefined) {
    const before = { licence: (await findLicence(tx, programId)) ?? null };
    const after = { licence: judgeLicence(licence, now.toISOString().slice(0, 10)) };
    return { subject: "licence", before, after };
  }
  const before = { areas: inOrder(await findAreas(tx, programId)) };
  return { subject: "areas", before, after: { areas: judgeAreas(areas ?? []) } };
};

/**
 * A lead proposes what decides safety: who may see the site, the licence, the areas served. Nothing
 * is changed until a steward approves.
 * @throws DomainError `invalid_input`, `conflict` where the listing says so already or one waits
 */
export const proposeChange = (
  database: Database,
  { id: programId, viewer }: LedProgram,
  input: ProposalInput,
  now: Date,
): Promise<ListingProposal> =>
  database.transaction(async (tx) => {
    const proposed = await readProposal(tx, programId, input, now);
    const { subject, before, after } = proposed;
    if (JSON.stringify(before) === JSON.stringify(after)) {
      throw new DomainError("conflict", "The listing says so already.", { state: "same" });
    }
    const id = v7();
    const by = { proposedBy: viewer.userId, proposedAt: now };
    if (!(await insertProposal(tx, { id, programId, ...proposed, state: "proposed", ...by }))) {
      throw new DomainError("conflict", "A proposal of this waits already.", { state: "proposed" });
    }
    await recordAudit(tx, {
      ...{ actor: viewer, action: "listing_proposed", subject: { type: "program", id: programId } },
      details: {
        ...{ what: subject, proposal: id },
        ...(before.visibility !== undefined && { from: before.visibility }),
        ...(after.visibility !== undefined && { to: after.visibility }),
      },
    });
    const made = await findProposal(tx, id);
    if (!made) throw notFound();
    return toListingProposal(made);
  });

/**
 * A lead of the program takes a proposal back that waits; to others nothing is here.
 * @throws DomainError `not_found`, `conflict` with the state when it waits no more
 */
export const withdrawProposal = (
  database: Database,
  viewer: LedProgram["viewer"],
  proposalId: string,
  now: Date,
): Promise<ListingProposal> =>
  database.transaction(async (tx) => {
    const known = await lockProposal(tx, proposalId);
    if (!known || !viewer.leadOf.has(known.programId)) throw notFound();
    const decision = { state: "withdrawn", by: viewer.userId, at: now } as const;
    if (!(await decideProposal(tx, proposalId, decision))) {
      throw new DomainError("conflict", "This was decided before.", { state: known.state });
    }
    await recordAudit(tx, {
      ...{ actor: viewer, action: "proposal_withdrawn" },
      subject: { type: "program", id: known.programId },
      details: { what: known.subject, proposal: proposalId },
    });
    const row = await findProposal(tx, proposalId);
    if (!row) throw notFound();
    return toListingProposal(row);
  });
