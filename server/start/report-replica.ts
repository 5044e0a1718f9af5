import { failureText } from "../../db/cannot-start.ts";
import type { ReplicaOptions, ReplicaReason } from "../../db/replica.ts";

interface Log {
  info(context: object, sentence: string): void;
  warn(context: object, sentence: string): void;
}

// Before there is an app, only that the replica is left out is said.
const early: Log = {
  info: () => undefined,
  warn: (context, sentence) =>
    console.error("reason" in context ? `${sentence} (${failureText(context.reason)})` : sentence),
};

type Reports = Required<Pick<ReplicaOptions, "onRead" | "onTurn">>;

/** Says in the log and in figures how the read replica fares. */
export const reportReplica = (): {
  reports: Reports;
  useLog(log: Log): void;
  countReads(count: (reason: ReplicaReason | null) => void): void;
} => {
  let log = early;
  let onRead: Reports["onRead"] = () => undefined;
  return {
    useLog: (own) => (log = own),
    countReads: (count) => (onRead = count),
    reports: {
      onRead: (reason) => onRead(reason),
      onTurn: ({ reason, lagSeconds }, err) => {
        if (reason === null) log.info({ lagSeconds }, "the directory is read from the replica too");
        else log.warn({ reason, lagSeconds, err }, "the replica is left out");
      },
    },
  };
};
