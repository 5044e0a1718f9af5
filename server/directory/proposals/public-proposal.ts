import type { ProposedFacts as KeptFacts } from "../../../db/schema/index.ts";
import { stateOfCounty } from "../../search/place-words.ts";
import { areaName } from "../public-program.ts";
import { tightens } from "../visibility/hiddenness.ts";
import type { ListingProposal, ProposedFacts, ServedArea } from "./contract.ts";
import type { AreaRow, ProposalRow } from "./proposals.repo.ts";

export const toServedArea = (area: AreaRow): ServedArea => ({
  ...{ ...area, name: areaName(area) },
  state: area.scope === "county" ? (stateOfCounty(area.code) ?? null) : null,
});

const toFacts = ({ visibility, licence, areas }: KeptFacts): ProposedFacts => ({
  ...(visibility !== undefined && { visibility }),
  ...(licence !== undefined && { licence }),
  ...(areas !== undefined && { areas: areas.map(toServedArea) }),
});

/** Whether more people would see the site than do before. */
export const loosens = (before: KeptFacts, after: KeptFacts): boolean =>
  before.visibility !== undefined &&
  after.visibility !== undefined &&
  tightens(after.visibility, before.visibility);

/** A proposal as the lead of its program and stewards read it. */
export const toListingProposal = (row: ProposalRow): ListingProposal => ({
  ...{ id: row.id, program: row.program, subject: row.subject, state: row.state },
  also_there: row.subject === "visibility" ? row.alsoThere : [],
  ...{ before: toFacts(row.before), after: toFacts(row.after), refusal: row.refusal },
  ...{ loosens: loosens(row.before, row.after), second_step: row.secondStep },
  ...{ proposed_by: row.proposedBy, proposed_at: row.proposedAt.toISOString() },
  ...{ decided_by: row.decidedBy, decided_at: row.decidedAt?.toISOString() ?? null },
});
