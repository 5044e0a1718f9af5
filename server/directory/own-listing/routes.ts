import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeLead } from "../../access/authorize-leading.ts";
import { problems, Uuid } from "../../contract.ts";
import {
  ChangedHours,
  ChangedLanguages,
  ChangedTelephones,
  HoursStatement,
  LanguageStatement,
  OwnListing,
  TelephoneStatement,
} from "./contract.ts";
import { readOwnListing } from "./read-own-listing.ts";
import { stateHours } from "./state-hours.ts";
import { stateLanguages } from "./state-languages.ts";
import { stateTelephones } from "./state-telephones.ts";

export interface OwnListingDependencies {
  database: Database;
  clock: () => Date;
}

const atOnce = "Stated whole, in effect at once; answered with what it replaced.";

/** What the lead of a program keeps true by themselves. */
export const ownListingRoutes: FastifyPluginAsyncTypebox<OwnListingDependencies> = async (
  app,
  { database, clock },
) => {
  const config = { access: { roles: ["provider"] } } as const;
  const shared = { tags: ["directory"], params: Type.Object({ id: Uuid }) };

  app.get(
    "/programs/:id/own-listing",
    {
      config,
      schema: {
        ...shared,
        operationId: "readOwnListing",
        summary: "What a lead states of a program, and how its proposals stand",
        response: { 200: OwnListing, ...problems(400, 401, 403, 404, 429) },
      },
    },
    (request) =>
      readOwnListing(database.read, authorizeLead(request.viewer, request.params.id), clock()),
  );

  app.put(
    "/programs/:id/languages",
    {
      config,
      schema: {
        ...shared,
        operationId: "stateLanguages",
        summary: "State in which languages a program serves that one leads",
        description: atOnce,
        body: LanguageStatement,
        response: { 200: ChangedLanguages, ...problems(400, 401, 403, 404, 429) },
      },
    },
    (request) => {
      const program = authorizeLead(request.viewer, request.params.id);
      return stateLanguages(database, program, request.body, clock());
    },
  );

  app.put(
    "/programs/:id/intake-hours",
    {
      config,
      schema: {
        ...shared,
        operationId: "stateHours",
        summary: "State when a program takes children in, and when it is closed",
        description: atOnce,
        body: HoursStatement,
        response: { 200: ChangedHours, ...problems(400, 401, 403, 404, 429) },
      },
    },
    (request) => {
      const program = authorizeLead(request.viewer, request.params.id);
      return stateHours(database, program, request.body, clock());
    },
  );

  app.put(
    "/programs/:id/telephones",
    {
      config,
      schema: {
        ...shared,
        operationId: "stateTelephones",
        summary: "State the telephone numbers of a program that one leads",
        description: `${atOnce} The last number that workers see is not taken away.`,
        body: TelephoneStatement,
        response: { 200: ChangedTelephones, ...problems(400, 401, 403, 404, 429) },
      },
    },
    (request) => {
      const program = authorizeLead(request.viewer, request.params.id);
      return stateTelephones(database, program, request.body, clock());
    },
  );
};
