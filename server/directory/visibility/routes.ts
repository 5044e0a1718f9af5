import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeKeeping, requireSteward } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import { changeVisibility } from "./change-visibility.ts";
import {
  VisibilityChange,
  VisibilityChangeList,
  VisibilityChangeQuery,
  VisibilityRequest,
} from "./contract.ts";
import { decideLoosening } from "./decide-loosening.ts";
import { listChanges } from "./list-changes.ts";

export interface VisibilityDependencies {
  database: Database;
  clock: () => Date;
}

const decisions = [
  {
    path: "confirm",
    state: "in_force",
    operationId: "confirmLoosening",
    summary: "Put a loosening into force that another steward proposed",
  },
  {
    path: "withdraw",
    state: "withdrawn",
    operationId: "withdrawLoosening",
    summary: "Withdraw a proposed loosening",
  },
] as const;

export const visibilityRoutes: FastifyPluginAsyncTypebox<VisibilityDependencies> = async (
  app,
  { database, clock },
) => {
  const access = { roles: ["steward"] } as const;

  app.get(
    "/visibility-changes",
    {
      config: { access },
      schema: {
        operationId: "listVisibilityChanges",
        summary: "Changes of who may see a site, newest first",
        tags: ["directory"],
        querystring: VisibilityChangeQuery,
        response: { 200: VisibilityChangeList, ...problems(400, 401, 403, 404, 429) },
      },
    },
    (request) => listChanges(database.read, requireSteward(request.viewer), request.query),
  );

  app.post(
    "/programs/:id/visibility-changes",
    {
      config: { access },
      schema: {
        operationId: "changeVisibility",
        summary: "Tighten who may see a program's site at once, or propose to loosen it",
        description:
          "It holds for every program at the site. A loosening is in force when another steward confirms it.",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        body: VisibilityRequest,
        response: { 200: VisibilityChange, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request) => {
      const site = await authorizeKeeping(database.read, request.viewer, request.params.id);
      return changeVisibility(database, site, request.body, clock());
    },
  );

  for (const { path, state, operationId, summary } of decisions) {
    app.post(
      `/visibility-changes/:id/${path}`,
      {
        config: { access },
        schema: {
          ...{ operationId, summary, tags: ["directory"] },
          params: Type.Object({ id: Uuid }),
          response: { 200: VisibilityChange, ...problems(400, 401, 403, 404, 409, 429) },
        },
      },
      (request) =>
        decideLoosening(
          database,
          requireSteward(request.viewer),
          request.params.id,
          state,
          clock(),
        ),
    );
  }
};
