import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeCare } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import { narrowPolicies } from "./change-policies.ts";
import { ChangedPolicies, PolicyChange } from "./contract.ts";

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
};
