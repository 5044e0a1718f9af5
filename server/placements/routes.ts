import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../db/client.ts";
import {
  authorizeAsking,
  authorizeHold,
  authorizeRequest,
  authorizeStaff,
} from "../access/authorize-placements.ts";
import type { Config } from "../config.ts";
import { Uuid, problems } from "../contract.ts";
import { notFound } from "../errors.ts";
import {
  DeclineInput,
  ExtendInput,
  Hold,
  IncomingRequestList,
  ListQuery,
  PlacementRequest,
  PlacementRequestList,
  RequestInput,
} from "./contract.ts";

export interface PlacementDependencies {
  database: Database;
  clock: () => Date;
  config: Config;
}

const later = (): never => {
  throw notFound();
};

const params = Type.Object({ id: Uuid });
const tags = ["placements"];
const moved = { 200: Hold, ...problems(400, 401, 403, 404, 409, 429) };

export const placementRoutes: FastifyPluginAsyncTypebox<PlacementDependencies> = async (
  app,
  { database },
) => {
  app.post(
    "/requests",
    {
      config: { access: { roles: ["worker"] } },
      schema: {
        operationId: "placeRequest",
        summary: "Ask up to three programs to take one unnamed child",
        description:
          "Answered only after it is durable. A hold claims a bed where a fresh or aging count shows one open, and is an enquiry otherwise. A repeat under the same `Idempotency-Key` gets the same answer.",
        tags,
        headers: Type.Object({ "idempotency-key": Type.String({ minLength: 8, maxLength: 100 }) }),
        body: RequestInput,
        response: { 200: PlacementRequest, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request) => {
      authorizeAsking(request.viewer);
      return later();
    },
  );

  app.get(
    "/requests",
    {
      config: { access: { roles: ["worker"] } },
      schema: {
        operationId: "listRequests",
        summary: "The viewer's own requests, newest first",
        tags,
        querystring: ListQuery,
        response: { 200: PlacementRequestList, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      authorizeAsking(request.viewer);
      return { total: 0, items: [], next: null };
    },
  );

  app.get(
    "/requests/:id",
    {
      config: { access: { roles: ["worker"] } },
      schema: {
        operationId: "readRequest",
        summary: "Read one of the viewer's own requests",
        tags,
        params,
        response: { 200: PlacementRequest, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      await authorizeRequest(database.read, request.viewer, request.params.id);
      return later();
    },
  );

  app.get(
    "/programs/:id/requests",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "listProgramRequests",
        summary: "Requests to one's own program, newest first",
        tags,
        params,
        querystring: ListQuery,
        response: { 200: IncomingRequestList, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      authorizeStaff(request.viewer, request.params.id);
      return { total: 0, items: [], next: null };
    },
  );

  app.post(
    "/holds/:id/accept",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "acceptHold",
        summary: "Promise the bed; the request's other waiting holds are released",
        tags,
        params,
        response: moved,
      },
    },
    async (request) => {
      await authorizeHold(database.read, request.viewer, request.params.id);
      return later();
    },
  );

  app.post(
    "/holds/:id/decline",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "declineHold",
        summary: "Say no, and why",
        tags,
        params,
        body: DeclineInput,
        response: moved,
      },
    },
    async (request) => {
      await authorizeHold(database.read, request.viewer, request.params.id);
      return later();
    },
  );

  app.post(
    "/holds/:id/release",
    {
      config: { access: { roles: ["worker", "provider"] } },
      schema: {
        operationId: "releaseHold",
        summary: "Give the bed back; staff: take back what was accepted",
        tags,
        params,
        response: moved,
      },
    },
    async (request) => {
      await authorizeHold(database.read, request.viewer, request.params.id);
      return later();
    },
  );

  app.post(
    "/holds/:id/extend",
    {
      config: { access: { roles: ["worker"] } },
      schema: {
        operationId: "extendHold",
        summary: "Keep an accepted bed until the child arrives",
        tags,
        params,
        body: ExtendInput,
        response: moved,
      },
    },
    async (request) => {
      await authorizeHold(database.read, request.viewer, request.params.id);
      return later();
    },
  );

  app.post(
    "/holds/:id/arrive",
    {
      config: { access: { roles: ["worker", "provider"] } },
      schema: {
        operationId: "arriveHold",
        summary: "Say that the child has arrived",
        description:
          "The bed counts as taken until the program's next count that was true after the arrival.",
        tags,
        params,
        response: moved,
      },
    },
    async (request) => {
      await authorizeHold(database.read, request.viewer, request.params.id);
      return later();
    },
  );

  app.post(
    "/holds/:id/no-show",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "markNoShow",
        summary: "Say that nobody came; the bed is open again",
        tags,
        params,
        response: moved,
      },
    },
    async (request) => {
      await authorizeHold(database.read, request.viewer, request.params.id);
      return later();
    },
  );
};
