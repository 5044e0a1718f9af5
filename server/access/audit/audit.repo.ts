import type { Writer } from "../../../db/client.ts";
import { auditEntries } from "../../../db/schema/index.ts";

export type NewAuditEntry = Omit<typeof auditEntries.$inferInsert, "id" | "at">;

/** Appends one entry; the database dates it and, at commit, chains it. */
export const appendEntry = async (writer: Writer, entry: NewAuditEntry): Promise<void> => {
  await writer.insert(auditEntries).values(entry).prepare("append_audit_entry").execute();
};
