import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Readable } from "node:stream";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { problems } from "../../contract.ts";
import { authorizeAudit, requireSignedIn } from "../authorize.ts";
import { AuditExportQuery, AuditList, AuditQuery, OwnAuditQuery } from "./contract.ts";
import { exportAudit } from "./export-audit.ts";
import { listAudit, listOwnAudit } from "./list-audit.ts";

export interface AuditDependencies {
  database: Database;
}

export const auditRoutes: FastifyPluginAsyncTypebox<AuditDependencies> = async (
  app,
  { database },
) => {
  app.get(
    "/audit",
    {
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "listAudit",
        summary: "Read the audit, newest first",
        tags: ["audit"],
        querystring: AuditQuery,
        response: { 200: AuditList, ...problems(400, 401, 403, 429) },
      },
    },
    (request) => listAudit(database.read, authorizeAudit(request.viewer), request.query),
  );

  app.get(
    "/audit/mine",
    {
      config: { access: "signed-in" },
      schema: {
        operationId: "listOwnAudit",
        summary: "Read what the audit keeps of this person, and of a provider's own programs",
        tags: ["audit"],
        querystring: OwnAuditQuery,
        response: { 200: AuditList, ...problems(400, 401, 429) },
      },
    },
    (request) => listOwnAudit(database.read, requireSignedIn(request.viewer), request.query),
  );

  app.get(
    "/audit/export",
    {
      // A question that only asks for headers would be audited as an export.
      exposeHeadRoute: false,
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "exportAudit",
        summary: "The audit as CSV; the export is itself audited",
        tags: ["audit"],
        querystring: AuditExportQuery,
        response: {
          200: {
            description: "Newest first",
            content: { "text/csv": { schema: Type.Unsafe<Readable>({ type: "string" }) } },
          },
          ...problems(400, 401, 403, 429),
        },
      },
    },
    async (request, reply) => {
      const csv = await exportAudit(database, authorizeAudit(request.viewer), request.query);
      reply.header("content-disposition", 'attachment; filename="harborlight-audit.csv"');
      return reply.type("text/csv; charset=utf-8").send(csv);
    },
  );
};
