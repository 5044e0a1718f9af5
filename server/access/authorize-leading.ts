import { notFound } from "../errors.ts";
import { requireSignedIn } from "./authorize.ts";
import type { SignedIn, Viewer } from "./viewer.ts";

declare const proof: unique symbol;

/** A program that this viewer leads. */
export type LedProgram = { readonly id: string; readonly viewer: SignedIn } & {
  readonly [proof]: "lead";
};

/** The program, if this viewer leads it; to everybody else nothing is here. */
export const authorizeLead = (viewer: Viewer, programId: string): LedProgram => {
  const person = requireSignedIn(viewer);
  if (person.role !== "provider" || !person.leadOf.has(programId)) throw notFound();
  return { id: programId, viewer: person } as LedProgram;
};
