import { announce } from "../../../db/change-feed.ts";
import type { Database } from "../../../db/client.ts";
import type { AuditAction } from "../../../db/codes.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { ReportableProgram } from "../../access/authorize.ts";
import { invalid, notFound } from "../../errors.ts";
import type { IntakePause, IntakePauseInput } from "./contract.ts";
import { lockPause, setPause, type Pause } from "./intake.repo.ts";

const day = 86_400_000;

/** A program that takes nobody for longer than a season is not paused but closed. */
export const longestPauseDays = 92;

/**
 * When a pause ends.
 * @throws DomainError `invalid_input` unless it is after `now` and within 92 days
 */
export const settlePauseEnd = (given: string, now: Date): Date => {
  const until = new Date(given);
  if (Number.isNaN(until.getTime())) throw invalid("body/until", "is not a time that exists");
  if (until <= now) throw invalid("body/until", "has passed: a pause ends after now");
  if (until.getTime() - now.getTime() > longestPauseDays * day) {
    throw invalid("body/until", `lies more than ${longestPauseDays} days ahead`);
  }
  return until;
};

const writePause = (
  database: Database,
  { id, viewer }: ReportableProgram,
  pause: Pause,
  { action, now }: { action: AuditAction; now: Date },
): Promise<IntakePause> =>
  database.transaction(async (tx) => {
    const before = await lockPause(tx, id);
    if (!before) throw notFound();
    const runs = before.until !== null && before.until > now;
    const isSame =
      before.until?.getTime() === pause.until?.getTime() && before.reason === pause.reason;
    // A repeat, and the end of a pause that is over already, are no new act.
    if (!isSame && (runs || pause.until !== null)) {
      await setPause(tx, id, pause);
      await announce(tx, "program", id);
      await recordAudit(tx, {
        ...{ actor: viewer, action, subject: { type: "program", id } },
        details: pause.reason === null ? {} : { reason: pause.reason },
      });
    }
    return {
      program_id: id,
      paused_until: pause.until?.toISOString() ?? null,
      pause_reason: pause.reason,
    };
  });

/**
 * The program takes nobody in until a time: matches exclude it and requests are refused until then.
 * Counts stay as they are, and no count looks newer for it (rule 1).
 * @throws DomainError `invalid_input` as `settlePauseEnd`
 */
export const pauseIntake = async (
  database: Database,
  program: ReportableProgram,
  { until, reason }: IntakePauseInput,
  now: Date,
): Promise<IntakePause> =>
  writePause(...([database, program, { until: settlePauseEnd(until, now), reason }] as const), {
    action: "intake_paused",
    now,
  });

/** Ends a pause at once; where none runs, nothing changes. */
export const resumeIntake = (
  database: Database,
  program: ReportableProgram,
  now: Date,
): Promise<IntakePause> =>
  writePause(database, program, { until: null, reason: null }, { action: "intake_resumed", now });
