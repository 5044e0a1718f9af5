import type { Database, Writer } from "../../../db/client.ts";
import type { ProposedFacts } from "../../../db/schema/index.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Keeper } from "../../access/authorize.ts";
import { DomainError, notFound } from "../../errors.ts";
import { keepChange, type ChangedFact } from "../own-listing/restate.ts";
import { changeSiteVisibility } from "../visibility/change-visibility.ts";
import type { ListingProposal, RefusalInput } from "./contract.ts";
import {
  decideProposal,
  findAreas,
  findLicence,
  findProposal,
  findSite,
  lockProposal,
  setAreas,
  setLicence,
  type AreaRow,
} from "./proposals.repo.ts";
import { toListingProposal } from "./public-proposal.ts";

type Kept = NonNullable<Awaited<ReturnType<typeof lockProposal>>>;

const requireWaiting = async (tx: Writer, proposalId: string): Promise<Kept> => {
  const proposal = await lockProposal(tx, proposalId);
  if (!proposal) throw notFound();
  if (proposal.state !== "proposed") {
    throw new DomainError("conflict", "This was decided before.", { state: proposal.state });
  }
  return proposal;
};

const readAgain = async (tx: Writer, proposalId: string): Promise<ListingProposal> => {
  const row = await findProposal(tx, proposalId);
  if (!row) throw notFound();
  return toListingProposal(row);
};

const areaFacts = (before: readonly AreaRow[], after: readonly AreaRow[]): ChangedFact[] => {
  const inCodes = (areas: readonly AreaRow[]) => areas.map(({ scope, code }) => `${scope}:${code}`);
  const [was, will] = [inCodes(before), inCodes(after)];
  return [...new Set([...was, ...will])]
    .map((code) => ({ what: "area", code, from: was.includes(code), to: will.includes(code) }))
    .filter(({ from, to }) => from !== to);
};

/** Puts an approved licence or area into the listing; what changed, in codes. */
const applyFacts = async (
  tx: Writer,
  programId: string,
  { licence, areas }: ProposedFacts,
): Promise<ChangedFact[]> => {
  if (licence) {
    const before = await findLicence(tx, programId);
    await setLicence(tx, programId, licence);
    const [from, to] = [before?.status ?? "unknown", licence.status];
    return [{ what: "licence", from, to, until: licence.until }];
  }
  const before = await findAreas(tx, programId);
  if (areas) await setAreas(tx, programId, areas);
  return areaFacts(before, areas ?? before);
};

/**
 * A steward approves what a lead proposed. Licence and areas are in the listing at once, and so is a
 * tighter visibility; a looser one is now proposed by this steward and waits for a second (rule 14).
 * @throws DomainError `not_found`, `conflict` when it waits no more, or the site cannot change so
 */
export const approveProposal = (
  database: Database,
  { viewer }: Keeper,
  proposalId: string,
  now: Date,
): Promise<ListingProposal> =>
  database.transaction(async (tx) => {
    const { programId, subject, after } = await requireWaiting(tx, proposalId);
    const by = { by: viewer.userId, at: now };
    await recordAudit(tx, {
      ...{
        actor: viewer,
        action: "proposal_approved",
        subject: { type: "program", id: programId },
      },
      details: { what: subject, proposal: proposalId },
    });
    if (after.visibility === undefined) {
      await decideProposal(tx, proposalId, { state: "approved", ...by });
      const facts = await applyFacts(tx, programId, after);
      const approved = await readAgain(tx, proposalId);
      await keepChange(tx, { id: programId, viewer }, facts, now);
      return approved;
    }
    const site = await findSite(tx, programId);
    if (!site) throw notFound();
    const asked = { siteId: site.id, programId, viewer };
    const change = { to: after.visibility, reason: "program_asked" } as const;
    const { id: visibilityChangeId } = await changeSiteVisibility(tx, asked, change, now);
    await decideProposal(tx, proposalId, { state: "approved", visibilityChangeId, ...by });
    return readAgain(tx, proposalId);
  });

/**
 * A steward says no, with a reason in code; the listing stays as it is.
 * @throws DomainError `not_found`, `conflict` with the state when it waits no more
 */
export const refuseProposal = (
  database: Database,
  { viewer }: Keeper,
  proposalId: string,
  { reason: refusal }: RefusalInput,
  now: Date,
): Promise<ListingProposal> =>
  database.transaction(async (tx) => {
    const { programId, subject } = await requireWaiting(tx, proposalId);
    const decision = { state: "refused", refusal, by: viewer.userId, at: now } as const;
    await decideProposal(tx, proposalId, decision);
    await recordAudit(tx, {
      ...{ actor: viewer, action: "proposal_refused", subject: { type: "program", id: programId } },
      details: { what: subject, proposal: proposalId, reason: refusal },
    });
    return readAgain(tx, proposalId);
  });
