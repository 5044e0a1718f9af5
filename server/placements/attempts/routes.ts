import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import {
  authorizeAsking,
  authorizeCall,
  authorizeRequest,
} from "../../access/authorize-placements.ts";
import { authorizeSight } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import {
  CallAttempt,
  CallAttemptList,
  CallInput,
  CallQuery,
  CallUndone,
  DiligenceRecord,
  RecordCsvQuery,
} from "./contract.ts";
import { listCalls } from "./list-calls.ts";
import { logCall, undoCall } from "./log-call.ts";
import { readRecord } from "./read-record.ts";
import { writeRecordCsv } from "./record-csv.ts";

export interface AttemptDependencies {
  database: Database;
  clock: () => Date;
}

const params = Type.Object({ id: Uuid });
const tags = ["placements"];
const access = { roles: ["worker"] } as const;

export const attemptRoutes: FastifyPluginAsyncTypebox<AttemptDependencies> = async (
  app,
  { database, clock },
) => {
  app.post(
    "/programs/:id/calls",
    {
      config: { access },
      schema: {
        operationId: "logCall",
        summary: "Log what a telephone call to the program came to",
        description:
          "For a request of the viewer's own, or for the need in hand, of which codes and the county are kept. A repeat under the same `Idempotency-Key` gets the same answer.",
        tags,
        params,
        headers: Type.Object({ "idempotency-key": Type.String({ minLength: 8, maxLength: 100 }) }),
        body: CallInput,
        response: { 200: CallAttempt, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request) => {
      const worker = authorizeAsking(request.viewer);
      const program = await authorizeSight(database.read, worker, request.params.id);
      const idempotencyKey = request.headers["idempotency-key"];
      return logCall(database, worker, program, request.body, { clock, idempotencyKey });
    },
  );

  app.get(
    "/calls",
    {
      config: { access },
      schema: {
        operationId: "listCalls",
        summary: "The calls that the viewer logged, newest first",
        tags,
        querystring: CallQuery,
        response: { 200: CallAttemptList, ...problems(400, 401, 403, 429) },
      },
    },
    (request) => listCalls(database.read, authorizeAsking(request.viewer), request.query),
  );

  app.delete(
    "/calls/:id",
    {
      config: { access },
      schema: {
        operationId: "undoCall",
        summary: "Take back a call that was logged less than 15 minutes ago",
        tags,
        params,
        response: { 200: CallUndone, ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request) => {
      const call = await authorizeCall(database.read, request.viewer, request.params.id);
      return undoCall(database, call, clock());
    },
  );

  app.get(
    "/requests/:id/record",
    {
      // A question that only asks for headers would be audited as an export.
      exposeHeadRoute: false,
      config: { access },
      schema: {
        operationId: "readRecord",
        summary: "The attempts of one's own request, to print; that it was read is audited",
        tags,
        params,
        response: { 200: DiligenceRecord, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const own = await authorizeRequest(database.read, request.viewer, request.params.id);
      return readRecord(database, own, "page", clock());
    },
  );

  app.get(
    "/requests/:id/record/csv",
    {
      exposeHeadRoute: false,
      config: { access },
      schema: {
        operationId: "exportRecord",
        summary: "The same as CSV; the export is audited",
        tags,
        params,
        querystring: RecordCsvQuery,
        response: {
          200: {
            description: "One line an attempt",
            content: { "text/csv": { schema: Type.String() } },
          },
          ...problems(400, 401, 403, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const own = await authorizeRequest(database.read, request.viewer, request.params.id);
      const record = await readRecord(database, own, "csv", clock());
      const csv = writeRecordCsv(record, request.query);
      const name = `harborlight-${record.reference}.csv`;
      reply.header("content-disposition", `attachment; filename="${name}"`);
      return reply.type("text/csv; charset=utf-8").send(csv);
    },
  );
};
