import type { Database } from "../../../db/client.ts";
import type { NoticeOutcome } from "../../../db/codes.ts";
import type { Run } from "../../../db/jobs.ts";
import {
  findAddress,
  findSubscriptions,
  removeSubscriptions,
} from "../contact/contact-points.repo.ts";
import { SubscriptionGone } from "../push/web-push.ts";
import { mailText, noticeText, smsText } from "../texts.ts";
import { OutcomeUnknown, Undeliverable } from "../undelivered.ts";
import { findHoldState, lockNotice, markNotice, type NoticeRow } from "./notices.repo.ts";
import type { Ways } from "./ways.ts";

export interface SendContext {
  database: Database;
  clock: () => Date;
  ways: Ways;
  publicUrl: string;
}

/** Kinds that ask for something while the hold runs, and are beside the point afterwards. */
const whileRunning = new Set(["request_asked", "hold_expiring"]);

const isOvertaken = async (database: Database, notice: NoticeRow, now: Date): Promise<boolean> => {
  if (notice.endsAt <= now) return true;
  if (notice.holdId === null || !whileRunning.has(notice.kind)) return false;
  const hold = await findHoldState(database.read, notice.holdId);
  if (!hold || hold.expiresAt <= now) return true;
  return notice.kind === "request_asked"
    ? hold.state !== "waiting"
    : !/waiting|accepted/.test(hold.state);
};

/**
 * Marks the notice as being sent, before it is. A push and a text may be sent again under their old
 * id, which shows them once; of a mail whose sending nobody saw the end, it stays unknown.
 */
const begin = ({ database, clock }: SendContext, id: string): Promise<NoticeRow | undefined> =>
  database.transaction(async (tx) => {
    const notice = await lockNotice(tx, id);
    if (notice?.state !== "planned" && notice?.state !== "sending") return undefined;
    if (notice.state === "sending" && notice.channel === "email") {
      await markNotice(tx, id, { state: "unknown" });
      return undefined;
    }
    if (await isOvertaken(database, notice, clock())) {
      await markNotice(tx, id, { state: "skipped", outcome: "overtaken" });
      return undefined;
    }
    await markNotice(tx, id, { state: "sending", tries: notice.tries + 1 });
    return notice;
  });

const pathOf = ({ kind }: NoticeRow) => (kind === "request_asked" ? "/beds" : "/requests");

const sendPush = async ({ database, ways }: SendContext, notice: NoticeRow, text: string) => {
  const subscriptions = await findSubscriptions(database.read, notice.userId);
  const message = { tag: notice.id, text, path: pathOf(notice) };
  const results = await Promise.allSettled(
    subscriptions.map((subscription) => ways.push.send(subscription, message)),
  );
  const gone = subscriptions.filter((_subscription, at) => {
    const result = results[at];
    return result?.status === "rejected" && result.reason instanceof SubscriptionGone;
  });
  if (gone.length > 0) {
    await database.transaction((tx) =>
      removeSubscriptions(
        tx,
        gone.map(({ id }) => id),
      ),
    );
  }
  if (results.some(({ status }) => status === "fulfilled")) return;
  const failure = results.find(
    (result) => result.status === "rejected" && !(result.reason instanceof SubscriptionGone),
  );
  if (failure?.status === "rejected") throw failure.reason;
  throw new Undeliverable("no_address", "No browser is subscribed any more.");
};

/** Hands the notice to its channel. */
const handOver = async (context: SendContext, notice: NoticeRow): Promise<void> => {
  const { database, ways, publicUrl } = context;
  const address = await findAddress(database.read, notice.userId);
  if (!address) throw new Undeliverable("no_address", "The person has left.");
  const text = noticeText(notice.kind, address.language);
  if (notice.channel === "push") return sendPush(context, notice, text);
  if (notice.channel === "email") {
    if (!ways.mail) throw new Undeliverable("no_address", "Mail is not set up.");
    return ways.mail.send({
      to: address.email,
      subject: `Harborlight: ${text}`,
      text: mailText(notice.kind, address.language, publicUrl),
    });
  }
  if (address.stopped) throw new Undeliverable("stopped", "The number asked for no messages.");
  if (!ways.sms || address.number === null || address.verifiedAt === null) {
    throw new Undeliverable("no_address", "There is no number to send to.");
  }
  await ways.sms.send({
    id: notice.id,
    to: address.number,
    text: smsText(notice.kind, address.language, publicUrl),
  });
};

/** Sends one notice and records what came of it. Throws where another try may help. */
export const sendNotice = async (
  context: SendContext,
  noticeId: string,
  { last }: Pick<Run, "last">,
): Promise<void> => {
  const { database, clock } = context;
  const notice = await begin(context, noticeId);
  if (!notice) return;
  const mark = (set: Parameters<typeof markNotice>[2]) =>
    database.transaction((tx) => markNotice(tx, noticeId, set));
  const giveUp = (outcome: NoticeOutcome) =>
    mark({
      state: outcome === "stopped" || outcome === "no_address" ? "skipped" : "failed",
      outcome,
    });
  try {
    await handOver(context, notice);
  } catch (error) {
    if (error instanceof Undeliverable) return giveUp(error.outcome);
    if (error instanceof OutcomeUnknown) return mark({ state: "unknown" });
    await (last ? giveUp("unreachable") : mark({ state: "planned" }));
    throw error;
  }
  await mark({ state: "sent", outcome: null, sentAt: clock() });
};
