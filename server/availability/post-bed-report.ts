import type { Database } from "../../db/client.ts";
import type { ReportSource } from "../../db/codes.ts";
import type { ReportableProgram } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import type { BedReportAnswer, BedReportInput } from "./contract.ts";

export interface ReportContext {
  source: ReportSource;
  now: Date;
  idempotencyKey?: string | undefined;
  ifMatch?: string | undefined;
}

export const postBedReport = async (
  _database: Database,
  _program: ReportableProgram,
  _input: BedReportInput,
  _context: ReportContext,
): Promise<BedReportAnswer> => {
  throw notFound();
};
