import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../db/client.ts";
import { authorizeCounts, authorizeReport } from "../access/authorize.ts";
import { Uuid, problems } from "../contract.ts";
import { BedReportAnswer, BedReportInput, BedReportList } from "./contract.ts";
import { listBedReports } from "./list-bed-reports.ts";
import { postBedReport } from "./post-bed-report.ts";

export interface AvailabilityDependencies {
  database: Database;
  clock: () => Date;
}

export const availabilityRoutes: FastifyPluginAsyncTypebox<AvailabilityDependencies> = async (
  app,
  { database, clock },
) => {
  app.post(
    "/programs/:id/bed-reports",
    {
      config: { access: { roles: ["provider"] }, apiKeys: true },
      schema: {
        operationId: "postBedReport",
        summary: "State how many beds are open",
        description:
          "Answered only after the statement is durable. `Idempotency-Key` makes a repeat safe; `If-Match` with the pool's version (of several pools: the sum of their versions) refuses when a count has changed since.",
        tags: ["beds"],
        params: Type.Object({ id: Uuid }),
        headers: Type.Object({
          "idempotency-key": Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
          "if-match": Type.Optional(Type.String({ pattern: '^"?[0-9]{1,9}"?$', maxLength: 11 })),
        }),
        body: BedReportInput,
        response: { 200: BedReportAnswer, ...problems(400, 401, 403, 404, 409, 412, 429) },
      },
    },
    async (request) => {
      const program = await authorizeReport(database.read, request.viewer, request.params.id);
      return postBedReport(database, program, request.body, {
        source: program.viewer.key === undefined ? "web" : "api",
        now: clock(),
        idempotencyKey: request.headers["idempotency-key"],
        ifMatch: request.headers["if-match"],
      });
    },
  );

  app.get(
    "/programs/:id/bed-reports",
    {
      config: { access: { roles: ["worker", "provider", "steward"] }, apiKeys: true },
      schema: {
        operationId: "listBedReports",
        summary: "History of bed reports, newest first",
        tags: ["beds"],
        params: Type.Object({ id: Uuid }),
        querystring: Type.Object(
          {
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
            cursor: Type.Optional(Type.String({ maxLength: 100 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: BedReportList, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const program = await authorizeCounts(database.read, request.viewer, request.params.id);
      return listBedReports(database.read, program, request.query);
    },
  );
};
