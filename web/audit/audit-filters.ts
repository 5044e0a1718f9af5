import { auditActionValues, type AuditAction } from "../api/schema.ts";

/** What of the audit is asked for, as it stands in the address; empty text asks for nothing. */
export interface AuditFilters {
  mine: boolean;
  action: AuditAction | "";
  actor: string;
  subject: string;
  /** Days as `2026-03-01`, both included. */
  from: string;
  to: string;
}

const isAction = (text: string): text is AuditAction =>
  (auditActionValues as readonly string[]).includes(text);
const dayOf = (text: string | null) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "");

export const auditFiltersIn = (search: string): AuditFilters => {
  const given = new URLSearchParams(search);
  const action = given.get("action") ?? "";
  return {
    mine: given.get("mine") === "1",
    action: isAction(action) ? action : "",
    actor: given.get("actor") ?? "",
    subject: given.get("subject") ?? "",
    from: dayOf(given.get("from")),
    to: dayOf(given.get("to")),
  };
};

export const auditSearchOf = ({ mine, ...texts }: AuditFilters): string => {
  const given = Object.entries(texts).filter(([, text]) => text !== "");
  const search = new URLSearchParams([...(mine ? [["mine", "1"]] : []), ...given]).toString();
  return search === "" ? "" : `?${search}`;
};

/** Whether an id is one that the server takes: not every text that is typed is. */
export const isRecordId = (text: string): boolean => text === "" || /^[\w.:/*-]{1,100}$/.test(text);

const startOf = (day: string, later: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
};

/** The filters as the server takes them; days are this device's. */
export const auditQueryOf = ({ action, actor, subject, from, to }: AuditFilters) => ({
  ...(action !== "" && { action: [action] }),
  ...(actor !== "" && { actor }),
  ...(subject !== "" && { subject }),
  ...(from !== "" && { from: startOf(from, 0) }),
  ...(to !== "" && { to: startOf(to, 1) }),
});

/** Where these entries are to be had as CSV. */
export const auditExportOf = (filters: AuditFilters): string => {
  const { action = [], ...query } = auditQueryOf(filters);
  const given = new URLSearchParams(query);
  for (const code of action) given.append("action", code);
  return `/api/audit/export?${given.toString()}`;
};
