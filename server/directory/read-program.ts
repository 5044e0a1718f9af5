import type { Reader } from "../../db/client.ts";
import type { SeenProgram } from "../access/authorize.ts";
import { standingOf } from "../access/disclosure.ts";
import { notFound } from "../errors.ts";
import type { Program } from "./contract.ts";
import { findProgram } from "./programs.repo.ts";
import { toPublicProgram } from "./public-program.ts";

/**
 * A program's page for the viewer who may see it. An inactive one is there for its own staff and
 * for stewards only.
 */
export const readProgram = async (
  reader: Reader,
  { id, viewer }: SeenProgram,
  now: Date,
): Promise<Program> => {
  const facts = await findProgram(reader, id, now);
  if (!facts) throw notFound();
  const keepers = ["provider_own", "steward"];
  if (facts.status === "inactive" && !keepers.includes(standingOf(viewer, id))) throw notFound();
  return toPublicProgram(facts, viewer, now);
};
