import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Writer } from "../../../db/client.ts";
import { auditEntries } from "../../../db/schema/index.ts";
import { insertionInto, statement, type Given } from "../../../db/statements.ts";

export type NewAuditEntry = Omit<typeof auditEntries.$inferInsert, "id" | "at">;

/** Up to so many entries are written by a statement for just their number. */
const few = 8;

const appendFew = insertionInto(auditEntries);

const manyInsertion = statement((tx: Writer, { entries }: Given<"entries">) =>
  tx.insert(auditEntries).select(
    sql`select id, now(), actor, action, subject_type, subject_id, details
      from json_to_recordset(${entries}::json) as told(id uuid, actor text, action text, subject_type text, subject_id text, details jsonb)`,
  ),
);

/** Appends entries; the database dates them and, at commit, chains them. */
export const appendEntries = async (
  tx: Writer,
  entries: readonly NewAuditEntry[],
): Promise<void> => {
  if (entries.length <= few) return appendFew(tx, entries);
  const rows = entries.map(({ subjectType, subjectId, ...entry }) => ({
    ...{ id: v7(), ...entry, subject_type: subjectType, subject_id: subjectId },
  }));
  await manyInsertion(tx, { entries: JSON.stringify(rows) });
};
