import { auditEntries } from "../../../db/schema/index.ts";
import { insertionInto } from "../../../db/statements.ts";

export type NewAuditEntry = Omit<typeof auditEntries.$inferInsert, "id" | "at">;

/** Appends entries; the database dates them and, at commit, chains them. */
export const appendEntries = insertionInto(auditEntries);
