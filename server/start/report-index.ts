import { failureText } from "../../db/cannot-start.ts";
import type { SearchReports } from "../search/open-search.ts";

/** What a log takes; the app's own once there is one. */
interface Log {
  info(context: object, sentence: string): void;
  warn(context: object, sentence: string): void;
  error(context: object, sentence: string): void;
}

// Before there is an app, only what somebody must look at is said.
const early: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (context, sentence) =>
    console.error(`${sentence}: ${failureText("err" in context ? context.err : undefined)}`),
};

/** Says in the log how Meilisearch fares; `useLog` gives it the app's, once there is one. */
export const reportIndex = (): { reports: SearchReports; useLog(log: Log): void } => {
  let log = early;
  return {
    useLog: (own) => (log = own),
    reports: {
      onTurn: ({ engine, reason }, err) => {
        if (reason === null) log.info({ engine }, "the directory is searched on Meilisearch");
        else log.warn({ engine, reason, err }, "PostgreSQL searches the directory instead");
      },
      onRetry: (err) =>
        log.warn({ err }, "the search index could not be brought in step; trying again"),
      onVerified: ({ drift, mended }) => {
        const { missing, superfluous, different, ...counted } = drift;
        const figures = {
          ...counted,
          missing: missing.length,
          superfluous: superfluous.length,
          different: different.length,
        };
        if (mended === undefined) log.info(figures, "the search index agrees with the database");
        else log.error({ ...figures, mended }, "the search index had drifted and was mended");
      },
      onGiveUp: (err) => log.error({ err }, "the search index is out of step: look at Meilisearch"),
    },
  };
};
