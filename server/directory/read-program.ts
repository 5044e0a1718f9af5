import type { Reader } from "../../db/client.ts";
import type { Viewer } from "../access/viewer.ts";
import { notFound } from "../errors.ts";
import type { Program } from "./contract.ts";

export const readProgram = async (
  _reader: Reader,
  _viewer: Viewer,
  _programId: string,
  _now: Date,
): Promise<Program> => {
  throw notFound();
};
