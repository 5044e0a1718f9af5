import type { Database } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import type { ExportFormat } from "./contract.ts";
import { writeTable, type Table, type Written } from "./write-table.ts";

export interface Export {
  readonly what: "coverage" | "demand" | "inventory";
  readonly format: ExportFormat;
  readonly table: Table;
  /** Of the query, for the audit. */
  readonly scope: { readonly state?: string; readonly county?: string; readonly profile?: string };
}

/**
 * Figures as a file, the very ones that are shown. The export is in the audit before it leaves.
 * Throws `invalid_input` where it would be too much.
 */
export const exportFigures = async (
  database: Database,
  { viewer }: Analyst,
  { what, format, table, scope }: Export,
  publicUrl: string,
): Promise<Written> => {
  const written = writeTable(table, format, `${publicUrl}/gaps/definitions`);
  await database.transaction((tx) =>
    recordAudit(tx, {
      ...{ actor: viewer, action: "exported" },
      subject: { type: "figures", id: `${what}.${format}` },
      details: {
        rows: table.rows.length,
        ...(scope.state !== undefined && { state: scope.state }),
        ...(scope.county !== undefined && { county: scope.county }),
        ...(scope.profile !== undefined && { profile: scope.profile }),
      },
    }),
  );
  return written;
};
