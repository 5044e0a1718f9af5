import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeLead } from "../../access/authorize-leading.ts";
import { requireSignedIn, requireSteward } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import {
  ListingProposal,
  ListingProposalList,
  ProposalInput,
  ProposalQuery,
  RefusalInput,
} from "./contract.ts";
import { approveProposal, refuseProposal } from "./decide-proposal.ts";
import { listProposals } from "./list-proposals.ts";
import { proposeChange, withdrawProposal } from "./propose-change.ts";

export interface ProposalDependencies {
  database: Database;
  clock: () => Date;
}

/** From a lead's proposal to a steward's decision. */
export const proposalRoutes: FastifyPluginAsyncTypebox<ProposalDependencies> = async (
  app,
  { database, clock },
) => {
  const leads = { access: { roles: ["provider"] } } as const;
  const stewards = { access: { roles: ["steward"] } } as const;
  const shared = { tags: ["directory"], params: Type.Object({ id: Uuid }) };
  const refusals = problems(400, 401, 403, 404, 409, 429);

  app.post(
    "/programs/:id/proposals",
    {
      config: leads,
      schema: {
        ...shared,
        operationId: "proposeChange",
        summary: "Propose who may see a program's site, its licence, or the areas it serves",
        description: "One of the three. Nothing is changed until a steward approves.",
        body: ProposalInput,
        response: { 200: ListingProposal, ...refusals },
      },
    },
    (request) => {
      const program = authorizeLead(request.viewer, request.params.id);
      return proposeChange(database, program, request.body, clock());
    },
  );

  app.get(
    "/listing-proposals",
    {
      config: stewards,
      schema: {
        operationId: "listProposals",
        summary: "What leads propose of their listings; what waits, longest first",
        tags: ["directory"],
        querystring: ProposalQuery,
        response: { 200: ListingProposalList, ...problems(400, 401, 403, 429) },
      },
    },
    (request) => listProposals(database.read, requireSteward(request.viewer), request.query),
  );

  app.post(
    "/listing-proposals/:id/approve",
    {
      config: stewards,
      schema: {
        ...shared,
        operationId: "approveProposal",
        summary: "Approve what a lead proposed",
        description:
          "In the listing at once; a visibility that lets more people see the site is then proposed and waits for a second steward.",
        response: { 200: ListingProposal, ...refusals },
      },
    },
    (request) =>
      approveProposal(database, requireSteward(request.viewer), request.params.id, clock()),
  );

  app.post(
    "/listing-proposals/:id/refuse",
    {
      config: stewards,
      schema: {
        ...shared,
        operationId: "refuseProposal",
        summary: "Refuse what a lead proposed, with the reason",
        body: RefusalInput,
        response: { 200: ListingProposal, ...refusals },
      },
    },
    (request) => {
      const { body, params, viewer } = request;
      return refuseProposal(database, requireSteward(viewer), params.id, body, clock());
    },
  );

  app.post(
    "/listing-proposals/:id/withdraw",
    {
      config: leads,
      schema: {
        ...shared,
        operationId: "withdrawProposal",
        summary: "Take a proposal back of a program that one leads",
        response: { 200: ListingProposal, ...refusals },
      },
    },
    (request) =>
      withdrawProposal(database, requireSignedIn(request.viewer), request.params.id, clock()),
  );
};
