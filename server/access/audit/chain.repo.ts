import { asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import { auditChain, auditEntries } from "../../../db/schema/index.ts";

const chainLinks = (reader: Reader, after: number, limit: number) =>
  reader
    .select({
      position: auditChain.position,
      entryId: auditChain.entryId,
      hash: auditChain.hash,
      /** As it was hashed: UTC, to the millisecond. */
      at: sql<string>`to_char(${auditEntries.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      actor: auditEntries.actor,
      action: auditEntries.action,
      subjectType: auditEntries.subjectType,
      subjectId: auditEntries.subjectId,
      details: sql<string>`${auditEntries.details}::text`,
    })
    .from(auditChain)
    .leftJoin(auditEntries, eq(auditEntries.id, auditChain.entryId))
    .where(gt(auditChain.position, after))
    .orderBy(asc(auditChain.position))
    .limit(limit);

/** A place in the chain with its entry; `action` is null where the entry is gone. */
export type ChainLink = Awaited<ReturnType<typeof chainLinks>>[number];

/** The first `limit` links behind the position `after`. */
export const findLinks = (reader: Reader, after: number, limit: number): Promise<ChainLink[]> =>
  chainLinks(reader, after, limit);

/** How many entries no link names. */
export const countUnchained = (reader: Reader): Promise<number> =>
  reader.$count(
    reader
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .leftJoin(auditChain, eq(auditChain.entryId, auditEntries.id))
      .where(isNull(auditChain.entryId))
      .as("unchained"),
  );
