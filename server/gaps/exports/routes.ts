import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import type { Viewer } from "../../access/viewer.ts";
import type { Config } from "../../config.ts";
import { problems } from "../../contract.ts";
import { authorizeAnalysis } from "../analysts/authorize-analysis.ts";
import type { CoverageKeeper } from "../coverage/keep-coverage.ts";
import { readCoverage } from "../coverage/read-coverage.ts";
import { readDemand } from "../demand/read-demand.ts";
import { readInventory, type InventoryReader } from "../inventory/read-inventory.ts";
import { CoverageExport, DemandExport, InventoryExport } from "./contract.ts";
import { exportFigures } from "./export-figures.ts";
import { coverageTable, demandTable, inventoryTable } from "./to-tables.ts";
import type { Written } from "./write-table.ts";

export interface ExportDependencies {
  database: Database;
  clock: () => Date;
  config: Config;
  coverage: CoverageKeeper;
  inventory: InventoryReader;
}

const shared = {
  // A question that only asks for headers would be audited as an export.
  exposeHeadRoute: false,
  config: { access: { roles: ["analyst"] } },
} as const;
const text = Type.Unsafe<string>({ type: "string" });
const response = {
  200: {
    description: "The figures that are shown, with a link to what they mean",
    content: { "text/csv": { schema: text }, "application/geo+json": { schema: text } },
  },
  ...problems(400, 401, 403, 404, 429),
};
const tags = ["gaps"];

interface FileReply {
  header(name: string, value: string): FileReply;
  type(value: string): { send(text: string): unknown };
}

export const exportRoutes: FastifyPluginAsyncTypebox<ExportDependencies> = async (
  app,
  { database, clock, config, coverage, inventory },
) => {
  const { publicUrl } = config;
  const analystOf = ({ viewer }: { viewer: Viewer }) => authorizeAnalysis(database.read, viewer);
  const send = (reply: FileReply, name: string, { text: file, type }: Written) =>
    reply
      .header("content-disposition", `attachment; filename="harborlight-${name}"`)
      .header("link", `<${publicUrl}/gaps/definitions>; rel="describedby"`)
      .type(type)
      .send(file);

  app.get(
    "/gaps/coverage/export",
    {
      ...shared,
      schema: {
        operationId: "exportCoverage",
        summary: "Coverage as a file; the export is audited",
        tags,
        querystring: CoverageExport,
        response,
      },
    },
    async (request, reply) => {
      const { format, ...query } = request.query;
      const analyst = await analystOf(request);
      const table = coverageTable(await readCoverage(database.read, coverage, analyst, query));
      const asked = { what: "coverage", format, table, scope: query } as const;
      const written = await exportFigures(database, analyst, asked, publicUrl);
      send(reply, `coverage.${format}`, written);
      return reply;
    },
  );

  app.get(
    "/gaps/demand/export",
    {
      ...shared,
      schema: {
        operationId: "exportDemand",
        summary: "Demand as a file, what is withheld still withheld; the export is audited",
        tags,
        querystring: DemandExport,
        response,
      },
    },
    async (request, reply) => {
      const { format, ...query } = request.query;
      const analyst = await analystOf(request);
      const table = demandTable(await readDemand(database, analyst, query, clock()));
      const asked = { what: "demand", format, table, scope: query } as const;
      const written = await exportFigures(database, analyst, asked, publicUrl);
      send(reply, `demand.${format}`, written);
      return reply;
    },
  );

  app.get(
    "/gaps/inventory/export",
    {
      ...shared,
      schema: {
        operationId: "exportInventory",
        summary: "Inventory as a file; the export is audited",
        tags,
        querystring: InventoryExport,
        response,
      },
    },
    async (request, reply) => {
      const { format, ...query } = request.query;
      const analyst = await analystOf(request);
      const table = inventoryTable(await readInventory(inventory, analyst, query, clock()));
      const asked = { what: "inventory", format, table, scope: query } as const;
      const written = await exportFigures(database, analyst, asked, publicUrl);
      send(reply, `inventory.${format}`, written);
      return reply;
    },
  );
};
