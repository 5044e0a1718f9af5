import type { Reader } from "../../db/client.ts";
import type { CountedProgram } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import type { BedReportList } from "./contract.ts";

export const listBedReports = async (
  _reader: Reader,
  _program: CountedProgram,
  _page: { limit?: number; cursor?: string },
): Promise<BedReportList> => {
  throw notFound();
};
