import type { AuditList } from "./contract.ts";

const audit: AuditList = {
  total: 1,
  items: [
    {
      id: "0199c5f0-0000-7000-8000-000000000040",
      position: 4217,
      at: "2026-03-02T01:30:00.000Z",
      actor: { id: "0199c5f0-0000-7000-8000-000000000001", name: "Training steward" },
      action: "address_revealed",
      subject: { type: "site", id: "0199c5f0-0000-7000-8000-000000000015" },
      facts: [{ name: "reason", value: "emergency_services" }],
    },
  ],
  next: null,
};
const csv =
  "position,id,at,actor,action,subject_type,subject_id,details,hash\n4217,0199c5f0-0000-7000-8000-000000000040,2026-03-02T01:30:00.000Z,0199c5f0-0000-7000-8000-000000000001,signed_in,,,{},5feceb66ffc86f38\n";

export const auditExamples = {
  listAudit: { response: audit },
  listOwnAudit: { response: audit },
  exportAudit: { response: csv },
} as const;
