import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../db/client.ts";
import {
  authorizeAsking,
  authorizeHold,
  authorizeRequest,
  authorizeStaff,
} from "../access/authorize-placements.ts";
import type { Viewer } from "../access/viewer.ts";
import type { Config } from "../config.ts";
import { Uuid, problems } from "../contract.ts";
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
import { acceptHold } from "./accept-hold.ts";
import { arriveHold, declineHold, extendHold, markNoShow, releaseHold } from "./hold-moves.ts";
import { listProgramRequests, listRequests, readRequest } from "./list-requests.ts";
import { placeRequest } from "./place-request.ts";

export interface PlacementDependencies {
  database: Database;
  clock: () => Date;
  config: Config;
}

const params = Type.Object({ id: Uuid });
const tags = ["placements"];
const moved = { 200: Hold, ...problems(400, 401, 403, 404, 409, 429) };

export const placementRoutes: FastifyPluginAsyncTypebox<PlacementDependencies> = async (
  app,
  { database, clock, config },
) => {
  const context = { clock, limits: config.holds };
  const ownHold = (request: { viewer: Viewer; params: { id: string } }) =>
    authorizeHold(database.read, request.viewer, request.params.id);

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
      const worker = authorizeAsking(request.viewer);
      return placeRequest(database, worker, request.body, {
        ...context,
        idempotencyKey: request.headers["idempotency-key"],
      });
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
      const worker = authorizeAsking(request.viewer);
      return listRequests(database.read, worker, request.query, clock());
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
      const own = await authorizeRequest(database.read, request.viewer, request.params.id);
      return readRequest(database.read, own, clock());
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
      const program = authorizeStaff(request.viewer, request.params.id);
      return listProgramRequests(database.read, program, request.query, clock());
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
    async (request) => acceptHold(database, await ownHold(request), context),
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
    async (request) => declineHold(database, await ownHold(request), request.body, clock),
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
    async (request) => releaseHold(database, await ownHold(request), clock),
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
    async (request) => extendHold(database, await ownHold(request), request.body, clock),
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
    async (request) => arriveHold(database, await ownHold(request), clock),
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
    async (request) => markNoShow(database, await ownHold(request), clock),
  );
};
