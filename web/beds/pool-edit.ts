import type { Pool } from "../api/schema.ts";

/** What staff state of one pool. */
export interface Figures {
  readonly open: number;
  readonly total: number | null;
  readonly kept: number;
}

/** One request to save; a repeat after no answer goes under the same key. */
export interface Attempt {
  readonly figures: Figures;
  readonly key: string;
  /** The pool's version that the figures were made upon. */
  readonly version: number;
  /** What they replace; undefined: the pool was never counted. */
  readonly former: Figures | undefined;
  /** When they were stated: milliseconds by this device's clock. */
  readonly at: number;
  /** No answer came once: it is sent again with the time at which it was true. */
  readonly late: boolean;
}

/** One saying of figures: the key under which it is sent, and when it was said. */
export type Statement = Pick<Attempt, "key" | "at">;

/** Why figures are not saved. `changed`: a colleague stated other ones meanwhile. */
export type Trouble = "unreachable" | "changed" | "refused" | "signed_out";

/** One pool between the fingers and the server. */
export interface PoolEdit {
  /** As the server holds it. */
  readonly pool: Pool;
  /** On the screen and not saved; undefined: the screen shows what the server holds. */
  readonly draft: Figures | undefined;
  /** The version that the draft was made upon. */
  readonly base: number;
  readonly sending: boolean;
  /** The newest attempt that did not succeed, or the one under way. */
  readonly attempt: Attempt | undefined;
  readonly trouble: Trouble | undefined;
  /** When the newest statement from this screen was received, and what it replaced. */
  readonly saved: { readonly at: string; readonly former: Figures | undefined } | undefined;
  /** What was sent late and went to history, because a newer count stood by then. */
  readonly overtaken: { readonly figures: Figures; readonly at: number } | undefined;
}

export const editOf = (pool: Pool): PoolEdit => ({
  ...{ pool, draft: undefined, base: pool.version, sending: false },
  ...{ attempt: undefined, trouble: undefined, saved: undefined, overtaken: undefined },
});

/** The empty beds that the server holds, promised or not; undefined where nobody ever counted. */
export const statedIn = ({ pool }: PoolEdit): Figures | undefined =>
  pool.empty === null
    ? undefined
    : { open: pool.empty, total: pool.total, kept: pool.kept_for_missing ?? 0 };

/** What the screen shows. */
export const shownIn = (edit: PoolEdit): Figures | undefined => edit.draft ?? statedIn(edit);

export const sameFigures = (a: Figures | undefined, b: Figures | undefined): boolean =>
  a === b || (!!a && !!b && a.open === b.open && a.total === b.total && a.kept === b.kept);

/** The figures with one changed; what is open and what is kept never exceed the total. */
export const changed = (figures: Figures | undefined, change: Partial<Figures>): Figures => {
  const wanted = { open: 0, total: null, kept: 0, ...figures, ...change };
  if (wanted.total === null) return wanted;
  if (change.total !== undefined) {
    const kept = Math.min(wanted.kept, wanted.total);
    return { ...wanted, kept, open: Math.min(wanted.open, wanted.total - kept) };
  }
  if (change.kept !== undefined) {
    const kept = Math.min(wanted.kept, wanted.total);
    return { ...wanted, kept, open: Math.min(wanted.open, wanted.total - kept) };
  }
  return { ...wanted, open: Math.min(wanted.open, wanted.total - wanted.kept) };
};

/** The fingers changed something. */
export const edited = (edit: PoolEdit, change: Partial<Figures>): PoolEdit => ({
  ...edit,
  draft: changed(shownIn(edit), change),
  base: edit.draft ? edit.base : edit.pool.version,
  saved: edit.draft ? edit.saved : undefined,
  overtaken: undefined,
});

/**
 * The fingers rest. Back at what the server holds, nothing is sent: a slip that was put right is no
 * statement and must not make the count look newer.
 */
export const settled = (edit: PoolEdit): PoolEdit =>
  !edit.sending && !edit.attempt && sameFigures(edit.draft, statedIn(edit))
    ? { ...edit, draft: undefined, trouble: undefined }
    : edit;

export const isDue = (edit: PoolEdit): boolean =>
  edit.draft !== undefined && !edit.sending && edit.trouble !== "changed";

/** Begins to save the draft; `statement` serves where this is no repeat. */
export const sending = (edit: PoolEdit, statement: Statement): PoolEdit => {
  if (!edit.draft) return edit;
  const { attempt, base } = edit;
  const repeat =
    attempt !== undefined &&
    (attempt.late || attempt.version === base) &&
    sameFigures(attempt.figures, edit.draft);
  const fresh = {
    ...{ figures: edit.draft, version: base, former: statedIn(edit), late: false },
    ...{ key: statement.key, at: statement.at },
  };
  const next = repeat ? attempt : fresh;
  return { ...edit, sending: true, attempt: next, trouble: undefined };
};

/** The server holds the attempt's figures now. */
export const saved = (edit: PoolEdit, pool: Pool, at: string): PoolEdit => {
  const done = sameFigures(edit.attempt?.figures, edit.draft);
  return {
    ...edit,
    pool: pool.version >= edit.pool.version ? pool : edit.pool,
    draft: done ? undefined : edit.draft,
    base: pool.version,
    sending: false,
    attempt: undefined,
    trouble: undefined,
    saved: { at, former: edit.attempt?.former },
  };
};

/** The attempt failed: its number stays on the screen, marked as not saved. */
export const failed = (edit: PoolEdit, trouble: Trouble): PoolEdit => ({
  ...edit,
  sending: false,
  // Only an attempt that may have arrived, or may yet, is worth repeating under its key.
  attempt:
    edit.attempt && (trouble === "unreachable" || trouble === "signed_out")
      ? { ...edit.attempt, late: true }
      : undefined,
  trouble,
});

/** The server holds other figures than this screen knew of. */
export const heard = (edit: PoolEdit, pool: Pool): PoolEdit => {
  if (pool.version <= edit.pool.version) return edit;
  const next = { ...edit, pool };
  if (!edit.draft) return { ...next, base: pool.version, saved: undefined };
  return edit.sending || edit.attempt || !sameFigures(edit.draft, statedIn(next))
    ? next
    : { ...next, draft: undefined, base: pool.version, trouble: undefined };
};

/** The attempt came late and went to history; what stands is newer, or says the same. */
export const overtaken = (edit: PoolEdit, pool: Pool, at: string): PoolEdit => {
  const { attempt } = edit;
  const next = saved(edit, pool, at);
  if (!attempt || sameFigures(attempt.figures, statedIn(next))) return next;
  const { figures, at: stated } = attempt;
  return { ...next, saved: undefined, overtaken: { figures, at: stated } };
};

/** The person knows that their figures went to history. */
export const acknowledged = (edit: PoolEdit): PoolEdit => ({ ...edit, overtaken: undefined });

/** Figures that were stated here before, and that the server may not have. */
export const restored = (
  edit: PoolEdit,
  { figures, key, at }: Statement & { figures: Figures },
): PoolEdit =>
  edit.draft
    ? edit
    : {
        ...{ ...edit, draft: figures, trouble: "unreachable" },
        attempt: {
          ...{ figures, key, at, late: true },
          ...{ version: edit.pool.version, former: statedIn(edit) },
        },
      };

/** After a colleague's change: theirs stands. */
export const yielded = (edit: PoolEdit): PoolEdit => editOf(edit.pool);

/** After a colleague's change: the own figures are meant all the same. */
export const insisted = (edit: PoolEdit): PoolEdit => ({
  ...edit,
  base: edit.pool.version,
  attempt: undefined,
  trouble: undefined,
});
