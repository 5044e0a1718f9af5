import { Type, type Static } from "typebox";
import { auditActions, auditSubjects } from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

const ActionCode = Coded("AuditAction", auditActions, "What was done");
const SubjectCode = Coded("AuditSubject", auditSubjects, "What kind of record it is about");

/** One entry of the audit: ids and codes, never an address, a sentence or a secret. */
export const AuditEntry = Named("AuditEntry", {
  id: Uuid,
  position: Type.Integer({ description: "Its place in the chain, from 1" }),
  at: Timestamp,
  actor: Nullable(
    Type.Object(
      { id: Type.String(), name: Nullable(Type.String()) },
      { description: "Who did it" },
    ),
  ),
  action: ActionCode,
  subject: Nullable(Type.Object({ type: SubjectCode, id: Type.String() })),
  facts: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditList = Named("AuditList", {
  total: Type.Integer(),
  items: Type.Array(AuditEntry, { description: "Newest first" }),
  next: Nullable(Type.String({ description: "Cursor of the next page" })),
});
export type AuditList = Static<typeof AuditList>;

const recordId = (description: string) =>
  Type.String({ pattern: "^[\\w.:/*-]{1,100}$", maxLength: 100, description });

const filters = {
  action: Type.Optional(Type.Array(ActionCode, { maxItems: auditActions.length })),
  subject: Type.Optional(recordId("Id of the record")),
  from: Type.Optional(Type.String({ format: "date-time", description: "At or after" })),
  to: Type.Optional(Type.String({ format: "date-time", description: "Before" })),
};
const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  cursor: Type.Optional(Uuid),
};
const actor = Type.Optional(recordId("Id of the person"));

export const OwnAuditQuery = Type.Object({ ...filters, ...page }, { additionalProperties: false });
export const AuditQuery = Type.Object(
  { ...filters, actor, ...page },
  { additionalProperties: false },
);
export type AuditQuery = Static<typeof AuditQuery>;

export const AuditExportQuery = Type.Object({ ...filters, actor }, { additionalProperties: false });
export type AuditExportQuery = Static<typeof AuditExportQuery>;
