import type { Reader } from "../../db/client.ts";
import type { Viewer } from "../access/viewer.ts";
import { notFound } from "../errors.ts";
import type { SearchEngine } from "../search/engine.ts";
import type { ProgramList, ProgramQuery } from "./contract.ts";

export const searchPrograms = async (
  _reader: Reader,
  _engine: SearchEngine,
  _viewer: Viewer,
  _query: ProgramQuery,
  _now: Date,
): Promise<ProgramList> => {
  throw notFound();
};
