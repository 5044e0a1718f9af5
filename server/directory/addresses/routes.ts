import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeOwnAddress, authorizeReveal } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import { changeMeetingPoint } from "./change-meeting-point.ts";
import { MeetingPoint, MeetingPointInput, RevealRequest, TrueAddress } from "./contract.ts";
import { readOwnAddress, revealAddress } from "./reveal-address.ts";

export interface AddressDependencies {
  database: Database;
  clock: () => Date;
}

export const addressRoutes: FastifyPluginAsyncTypebox<AddressDependencies> = async (
  app,
  { database, clock },
) => {
  app.get(
    "/programs/:id/address",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "readOwnAddress",
        summary: "Read the true address of a confidential program that is the viewer's",
        description:
          "For its own staff, and for a worker whose hold it has accepted, until 24 hours after arrival; to everybody else nothing is here. A worker gets directions to a meeting point instead of the address where the program wants that.",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        response: { 200: TrueAddress, ...problems(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const site = await authorizeOwnAddress(database.read, request.viewer, request.params.id);
      return readOwnAddress(database, site);
    },
  );

  app.put(
    "/programs/:id/meeting-point",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "changeMeetingPoint",
        summary: "State where one's own confidential program is met instead of at its address",
        description:
          "A public place in words of 10 to 300 letters. Words that tell the address, a link or a point are refused. null: workers who were promised a bed are shown the address again.",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        body: MeetingPointInput,
        response: { 200: MeetingPoint, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const site = await authorizeOwnAddress(database.read, request.viewer, request.params.id);
      return changeMeetingPoint(database, site, request.body, clock());
    },
  );

  app.post(
    "/programs/:id/address/reveal",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "revealAddress",
        summary: "Reveal the true address of a confidential program, which the audit keeps",
        description: "For stewards; to everybody else nothing is here.",
        tags: ["directory"],
        params: Type.Object({ id: Uuid }),
        body: RevealRequest,
        response: { 200: TrueAddress, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const site = await authorizeReveal(database.read, request.viewer, request.params.id);
      return revealAddress(database, site, request.body.reason);
    },
  );
};
