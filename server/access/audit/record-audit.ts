import type { Writer } from "../../../db/client.ts";
import type { AuditAction, AuditSubject } from "../../../db/codes.ts";
import { appendEntries, type NewAuditEntry } from "./audit.repo.ts";

/** A code, an id, a route or a figure: nothing that a secret, a sentence or an e-mail would fit. */
export type AuditFact = string | number | boolean | null;

/** Who did what to which record. */
export interface AuditedAct {
  /** The signed-in person; null: nobody is signed in, or the system did it itself. */
  readonly actor: { readonly userId: string } | null;
  readonly action: AuditAction;
  /** The record that it is about, by its id. */
  readonly subject?: { readonly type: AuditSubject; readonly id: string };
  readonly details?: Readonly<Record<string, AuditFact>>;
}

const name = /^[a-z][a-z0-9_]{0,39}$/;
const code = /^[\w.:/*-]{0,100}$/;

const requireCoded = (key: string, fact: AuditFact): void => {
  if (name.test(key) && (typeof fact !== "string" || code.test(fact))) return;
  throw new Error(
    `The audit takes coded facts only, and ${name.test(key) ? key : "a key"} is none.`,
  );
};

const toEntry = ({ actor, action, subject, details = {} }: AuditedAct): NewAuditEntry => {
  for (const [key, fact] of Object.entries(details)) requireCoded(key, fact);
  if (subject) requireCoded("subject", subject.id);
  return {
    actor: actor?.userId ?? null,
    action,
    subjectType: subject?.type ?? null,
    subjectId: subject?.id ?? null,
    details,
  };
};

/**
 * Appends an entry for each act to the audit, in the transaction of what they tell of: all of it
 * happens or nothing. One statement; the entries take their places in the chain at commit.
 * @throws Error when a fact is no code, id or figure: secrets and sentences stay out
 */
export const recordAudits = async (writer: Writer, acts: readonly AuditedAct[]): Promise<void> =>
  appendEntries(writer, acts.map(toEntry));

/** Appends the entry of one act, as `recordAudits` does. */
export const recordAudit = (writer: Writer, act: AuditedAct): Promise<void> =>
  recordAudits(writer, [act]);
