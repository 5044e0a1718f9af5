import type { Reader } from "../../../db/client.ts";
import type { Keeper } from "../../access/authorize.ts";
import type { ListingProposalList, ProposalQuery } from "./contract.ts";
import { findProposals } from "./proposals.repo.ts";
import { toListingProposal } from "./public-proposal.ts";

const most = 100;

/** What leads propose, for stewards: what waits longest first, or the newest of all. */
export const listProposals = async (
  reader: Reader,
  _steward: Keeper,
  { state }: ProposalQuery,
): Promise<ListingProposalList> => {
  const items = (await findProposals(reader, { state }, most)).map(toListingProposal);
  return { total: items.length, items, next: null };
};
