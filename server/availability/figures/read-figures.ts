import type { Reader } from "../../../db/client.ts";
import type { ReportableProgram } from "../../access/authorize.ts";
import { notFound } from "../../errors.ts";
import type { FiguresQuery, ProgramFigures } from "./contract.ts";
import {
  findAsked,
  findCounts,
  findNightCalls,
  findPoolIds,
  findShowings,
  findSpan,
  type CountRow,
} from "./figures.repo.ts";
import { tellHours } from "./hourly-counts.ts";
import { tellRequests } from "./tell-requests.ts";

const whoConfirmed = (counts: readonly CountRow[], from: Date): ProgramFigures["confirmed_by"] =>
  [
    ...Map.groupBy(
      counts.filter(({ observedAt }) => observedAt >= from),
      ({ name, source }) => JSON.stringify([name, source]),
    ).values(),
  ]
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ name: first.name, source: first.source, reports: group.length }] : [];
    })
    .sort((one, other) => other.reports - one.reports);

/**
 * What a program gets back for its counts, for a month: how its beds stood, who said so, how often it
 * was found, what was asked of it. Its own figures, of however few; no worker and no child in them.
 */
export const readFigures = async (
  reader: Reader,
  { id }: ReportableProgram,
  { month }: FiguresQuery,
  now: Date,
): Promise<ProgramFigures> => {
  const span = await findSpan(reader, id, month, now);
  if (!span) throw notFound();
  const [poolIds, counts, searches, asked, nights] = await Promise.all([
    ...[findPoolIds(reader, id), findCounts(reader, id, span)],
    ...[findShowings(reader, id, span), findAsked(reader, id, span)],
    findNightCalls(reader, id, span),
  ] as const);
  return {
    ...{ program_id: id, month: span.month, time_zone: span.zone },
    ...{ from: span.from.toISOString(), to: span.to.toISOString() },
    hours: tellHours(poolIds, counts, span, now),
    confirmed_by: whoConfirmed(counts, span.from),
    ...{ searches, requests: tellRequests(asked, now), nights },
  };
};
