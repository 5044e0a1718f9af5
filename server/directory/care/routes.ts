import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeLead } from "../../access/authorize-leading.ts";
import { authorizeCare } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import { narrowPolicies } from "./change-policies.ts";
import { confirmListing, statePolicies } from "./confirm-listing.ts";
import { ChangedPolicies, ConfirmedListing, PolicyChange } from "./contract.ts";

export interface CareDependencies {
  database: Database;
  clock: () => Date;
}

export const careRoutes: FastifyPluginAsyncTypebox<CareDependencies> = async (
  app,
  { database, clock },
) => {
  app.post(
    "/programs/:id/policies/narrow",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "narrowPolicies",
        summary: "State that one's own program takes fewer than its listing says",
        description:
          "What staff learn when they decline: ages, genders and circumstances that they do not take. A change that would take anybody whom the listing does not take for sure is refused; what is so already changes nothing.",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        body: PolicyChange,
        response: { 200: ChangedPolicies, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request) => {
      const program = await authorizeCare(database.read, request.viewer, request.params.id);
      return narrowPolicies(database, program, request.body, clock());
    },
  );

  app.post(
    "/programs/:id/policies",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "statePolicies",
        summary: "State anew whom a program takes that one leads",
        description:
          "Ages, genders and circumstances; what is left out stays as it was. In effect at once, for matches and the search too; answered with what changed, before and after.",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        body: PolicyChange,
        response: { 200: ChangedPolicies, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { id } = authorizeLead(request.viewer, request.params.id);
      const program = await authorizeCare(database.read, request.viewer, id);
      return statePolicies(database, program, request.body, clock());
    },
  );

  app.post(
    "/programs/:id/verification",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "confirmListing",
        summary: "Confirm that the whole listing of a program that one leads is right today",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        response: { 200: ConfirmedListing, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { id } = authorizeLead(request.viewer, request.params.id);
      const program = await authorizeCare(database.read, request.viewer, id);
      return confirmListing(database, program, clock());
    },
  );
};
