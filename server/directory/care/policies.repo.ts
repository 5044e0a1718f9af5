import { and, eq, inArray } from "drizzle-orm";
import type { Writer } from "../../../db/client.ts";
import type { Circumstance, Gender, Policy } from "../../../db/codes.ts";
import { programCircumstances, programGenders, programs } from "../../../db/schema/index.ts";

/** Whom a program says that it takes; ages both null: never stated. */
export interface PolicyRows {
  ageMin: number | null;
  ageMax: number | null;
  genders: { gender: Gender; policy: Policy }[];
  circumstances: { circumstance: Circumstance; policy: Policy }[];
}

/** Locks the program's row against other changes of its listing, and reads what it says. */
export const lockPolicies = async (
  tx: Writer,
  programId: string,
): Promise<PolicyRows | undefined> => {
  const [program] = await tx
    .select({ ageMin: programs.ageMin, ageMax: programs.ageMax })
    .from(programs)
    .where(eq(programs.id, programId))
    .for("no key update");
  if (!program) return undefined;
  const [genders, circumstances] = await Promise.all([
    tx
      .select({ gender: programGenders.gender, policy: programGenders.policy })
      .from(programGenders)
      .where(eq(programGenders.programId, programId)),
    tx
      .select({
        circumstance: programCircumstances.circumstance,
        policy: programCircumstances.policy,
      })
      .from(programCircumstances)
      .where(eq(programCircumstances.programId, programId)),
  ]);
  return { ...program, genders, circumstances };
};

/** Writes the ages where they are given, and always that the listing's row has changed. */
export const updateProgram = async (
  tx: Writer,
  programId: string,
  change: { ageMin?: number | null; ageMax?: number | null; updatedAt: Date },
): Promise<void> => {
  await tx.update(programs).set(change).where(eq(programs.id, programId));
};

/** A policy, or that nothing is stated any more. */
type Stated = Policy | "unknown";

const isStated = <T extends { policy: Stated }>(row: T): row is T & { policy: Policy } =>
  row.policy !== "unknown";

export const setGenders = async (
  tx: Writer,
  programId: string,
  rows: readonly { gender: Gender; policy: Stated }[],
): Promise<void> => {
  const codes = rows.map(({ gender }) => gender);
  await tx
    .delete(programGenders)
    .where(and(eq(programGenders.programId, programId), inArray(programGenders.gender, codes)));
  const stated = rows.filter(isStated).map(({ gender, policy }) => ({ programId, gender, policy }));
  if (stated.length > 0) await tx.insert(programGenders).values(stated);
};

export const setCircumstances = async (
  tx: Writer,
  programId: string,
  rows: readonly { circumstance: Circumstance; policy: Stated }[],
): Promise<void> => {
  const table = programCircumstances;
  const codes = rows.map(({ circumstance }) => circumstance);
  await tx
    .delete(table)
    .where(and(eq(table.programId, programId), inArray(table.circumstance, codes)));
  const stated = rows
    .filter(isStated)
    .map(({ circumstance, policy }) => ({ programId, circumstance, policy }));
  if (stated.length > 0) await tx.insert(table).values(stated);
};

/** The listing was found right on a day; its row changes with it. */
export const setVerified = async (
  tx: Writer,
  programId: string,
  verifiedOn: string,
  updatedAt: Date,
): Promise<void> => {
  await tx.update(programs).set({ verifiedOn, updatedAt }).where(eq(programs.id, programId));
};
