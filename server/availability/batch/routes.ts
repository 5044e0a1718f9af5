import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Readable } from "node:stream";
import { Type } from "typebox";
import { authorizeReports } from "../../access/authorize.ts";
import { problems } from "../../contract.ts";
import type { AvailabilityDependencies } from "../routes.ts";
import { BatchAnswer, BedReportBatch, CountImportQuery } from "./contract.ts";
import { importCounts, writeTemplate } from "./import-counts.ts";
import { postBedReports, toCountRows } from "./post-bed-reports.ts";
import { mostBytes } from "./read-count-file.ts";

const access = { roles: ["provider"] } as const;

/** Counts of many programs at once: as JSON from their systems, as a file from a person. */
export const batchRoutes: FastifyPluginAsyncTypebox<AvailabilityDependencies> = async (
  app,
  { database, clock },
) => {
  app.post(
    // Two colons are one that stands for itself.
    "/bed-reports::batch",
    {
      bodyLimit: mostBytes,
      config: { access, apiKeys: true },
      schema: {
        operationId: "postBedReportBatch",
        summary: "State counts of many programs, each program whole or not at all",
        description:
          "Up to 10,000 rows, each with the time at which it was true. A program of which one row is refused is not changed at all; the others are. Answered row by row, after what is saved is durable. Rows that stand already are known: the same batch may be sent again.",
        tags: ["beds"],
        body: BedReportBatch,
        response: { 200: BatchAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    (request) => {
      const programs = authorizeReports(request.viewer);
      return postBedReports(database, programs, toCountRows(request.body), {
        ...{ source: "api", now: clock(), dryRun: false, detailed: false },
      });
    },
  );

  app.get(
    "/bed-reports/template",
    {
      config: { access },
      schema: {
        operationId: "downloadCountTemplate",
        summary: "An inventory file with a row for each of one's own pools",
        tags: ["beds"],
        response: {
          200: {
            description: "UTF-8 with a byte-order mark, for a spreadsheet",
            content: { "text/csv": { schema: Type.String() } },
          },
          ...problems(401, 403, 429),
        },
      },
    },
    async (request, reply) => {
      const csv = await writeTemplate(database.read, authorizeReports(request.viewer));
      reply.header("content-disposition", 'attachment; filename="harborlight-counts.csv"');
      return reply.type("text/csv; charset=utf-8").send(csv);
    },
  );

  await app.register(async (files: typeof app) => {
    files.removeAllContentTypeParsers();
    // Read by the use case, which counts its bytes.
    files.addContentTypeParser("text/csv", (_request, payload, done) => done(null, payload));
    // Whoever sends too much, or nothing that can be read, is answered and then not listened to.
    files.addHook("onSend", async (request, reply) => {
      if (reply.statusCode < 400) return;
      reply.header("connection", "close");
      request.raw.resume();
    });
    files.post(
      "/bed-reports/import",
      {
        config: { access },
        schema: {
          operationId: "importBedReports",
          summary: "State the counts of an inventory file, or see what it would change",
          description:
            "CSV in UTF-8, at most 5 MB and 10,000 rows; commas, semicolons or tabs. Columns: `program_id` (HMIS `ProjectID`) or `program` (`ProjectName`), `pool_id` (`InventoryID`) or `pool`, `open` (`AvailableBeds`), `total` (`BedInventory`), `kept_for_missing`, `observed_at` (`InformationDate`). With `dry_run` nothing is written.",
          tags: ["beds"],
          querystring: CountImportQuery,
          body: { content: { "text/csv": { schema: Type.Unsafe<Readable>({}) } } },
          response: { 200: BatchAnswer, ...problems(400, 401, 403, 413, 429) },
        },
      },
      (request) => {
        const programs = authorizeReports(request.viewer);
        const length = Number(request.headers["content-length"] ?? Number.NaN);
        const file = {
          body: request.body as Readable,
          length: Number.isNaN(length) ? undefined : length,
        };
        return importCounts(database, programs, file, request.query, clock());
      },
    );
  });
};
