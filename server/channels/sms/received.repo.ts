import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Reader, Writer } from "../../../db/client.ts";
import { bedPools, programs, sites, smsQuestions, smsReceived } from "../../../db/schema/index.ts";
import type { AnswerablePool, Question } from "./resolve-answer.ts";

/** Notes a message as taken; false: it was taken before. */
export const insertReceived = async (
  tx: Writer,
  messageId: string,
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .insert(smsReceived)
    .values({ messageId, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: smsReceived.messageId });
  return rows.length > 0;
};

/** Forgets messages that are too old to come again. */
export const deleteReceived = async (tx: Writer, before: Date): Promise<void> => {
  await tx.delete(smsReceived).where(lt(smsReceived.receivedAt, before));
};

export const findQuestion = async (
  reader: Reader,
  userId: string,
): Promise<{ question: Question; askedAt: Date } | undefined> => {
  const [row] = await reader.select().from(smsQuestions).where(eq(smsQuestions.userId, userId));
  return row && { question: row.question as Question, askedAt: row.askedAt };
};

export const saveQuestion = async (
  tx: Writer,
  userId: string,
  question: Question,
  askedAt: Date,
): Promise<void> => {
  await tx
    .insert(smsQuestions)
    .values({ userId, question, askedAt })
    .onConflictDoUpdate({ target: smsQuestions.userId, set: { question, askedAt } });
};

export const deleteQuestion = async (tx: Writer, userId: string): Promise<void> => {
  await tx.delete(smsQuestions).where(eq(smsQuestions.userId, userId));
};

export interface NamedProgram {
  id: string;
  name: string;
  hidden: boolean;
  pools: AnswerablePool[];
}

/** Those of the programs that are active and have beds, by name; their pools by label. */
export const findAnswerablePrograms = async (
  reader: Reader,
  programIds: readonly string[],
): Promise<NamedProgram[]> => {
  if (programIds.length === 0) return [];
  const rows = await reader
    .select({
      id: programs.id,
      name: programs.name,
      visibility: sites.visibility,
      poolId: bedPools.id,
      label: bedPools.label,
      genders: bedPools.genders,
    })
    .from(programs)
    .innerJoin(bedPools, eq(bedPools.programId, programs.id))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(and(inArray(programs.id, [...programIds]), eq(programs.status, "active")))
    .orderBy(asc(programs.name), asc(programs.id), asc(bedPools.label), asc(bedPools.id));
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => ({
    ...{ id, name: own[0]?.name ?? "", hidden: (own[0]?.visibility ?? "public") !== "public" },
    pools: own.map(({ poolId, label, genders }) => ({ id: poolId, label, genders })),
  }));
};
