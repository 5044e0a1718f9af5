import type { Database } from "../../../db/client.ts";
import type { NoticeChannel, NoticeKind } from "../../../db/codes.ts";
import type { JobQueue } from "../../../db/jobs.ts";
import { findStaffToTell } from "../../channels/duty/find-staff-to-tell.ts";
import { planNotices, type Occasion } from "../../notify/notices/plan-notices.ts";
import { findExpiring, findTellableMoves, type TellableMove } from "./tellable.repo.ts";

export interface TellContext {
  database: Database;
  jobs: JobQueue;
  channels: readonly NoticeChannel[];
  clock: () => Date;
}

const minute = 60_000;
/** What is older is not told any more: the hold has long ended. */
const memory = 60 * minute;
/** How long an answer is still news. */
const newsFor = 60 * minute;

const kinds: Partial<Record<TellableMove["move"], NoticeKind>> = {
  ask: "request_asked",
  accept: "hold_accepted",
  decline: "hold_declined",
  release: "hold_taken_back",
};

const occasionOf = async (
  { database, channels, clock }: TellContext,
  row: TellableMove,
): Promise<Occasion | undefined> => {
  const kind = kinds[row.move];
  if (kind === undefined) return undefined;
  const about = { event: row.id, kind, holdId: row.holdId };
  if (kind !== "request_asked") {
    const endsAt = new Date(row.at.getTime() + newsFor);
    return { ...about, userIds: [row.workerId], endsAt };
  }
  if (row.state !== "waiting") return undefined;
  const userIds = await findStaffToTell(database.read, row.programId, channels, clock());
  return { ...about, userIds, endsAt: row.expiresAt };
};

/**
 * Plans the notices of what happened to this hold, or to any in the last hour. It reads the history,
 * so that what moves a hold does nothing for it and waits for nothing.
 */
export const tellOfHolds = async (context: TellContext, holdId?: string): Promise<void> => {
  const { database, jobs, channels, clock } = context;
  const since = new Date(clock().getTime() - memory);
  for (const row of await findTellableMoves(database.read, since, holdId)) {
    const occasion = await occasionOf(context, row);
    if (occasion) await planNotices(database, jobs, channels, occasion, clock());
  }
};

/** Plans a notice to the worker for each hold that runs out within so many minutes; once for each end. */
export const tellOfExpiries = async (
  { database, jobs, channels, clock }: TellContext,
  warningMinutes: number,
): Promise<void> => {
  const now = clock();
  const until = new Date(now.getTime() + warningMinutes * minute);
  for (const { holdId, workerId, expiresAt } of await findExpiring(database.read, now, until)) {
    const event = `expiring ${holdId} ${expiresAt.getTime()}`;
    const occasion = { event, holdId, userIds: [workerId], endsAt: expiresAt };
    await planNotices(database, jobs, channels, { ...occasion, kind: "hold_expiring" }, now);
  }
};
