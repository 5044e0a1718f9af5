import type { Database } from "../../../db/client.ts";
import type { Catalogue } from "../../matching/catalogue.ts";
import { ProgramIndex } from "../../matching/program-index.ts";
import { readPrograms } from "../../matching/read-facts.ts";
import { planNotices } from "../../notify/notices/plan-notices.ts";
import type { TellContext } from "../notices/tell-of-holds.ts";
import { watchedBeds } from "./watched-beds.ts";
import {
  deleteEndedWatches,
  findFindings,
  findRunningWatches,
  noteFinding,
  type Finding,
  type WatchRow,
} from "./watches.repo.ts";

/** A bed that was open an hour ago is no news. */
const newsFor = 60 * 60_000;

const latestOf = (findings: readonly Finding[]) =>
  new Map(findings.map((finding) => [finding.programId, finding]));

const tellOfBed = (
  { database, jobs, channels }: TellContext,
  watch: WatchRow,
  { programId, open }: { programId: string; open: number },
  now: Date,
) =>
  planNotices(
    ...([database, jobs, channels] as const),
    {
      event: `watch ${watch.id} ${programId} ${open}`,
      ...{ kind: "bed_opened", userIds: [watch.userId], watchId: watch.id },
      endsAt: new Date(Math.min(now.getTime() + newsFor, watch.endsAt.getTime())),
    },
    now,
  );

/**
 * Compares what is open now with what the watch knew, tells of what has opened and notes it. The
 * notice is planned before it is noted and is one for each program and count: whoever looks at the
 * same moment, or again after a fall in between, adds none.
 */
const compare = async (
  context: TellContext,
  watch: WatchRow,
  open: ReadonlyMap<string, number>,
  programIds: readonly string[],
): Promise<void> => {
  const { database, clock } = context;
  const findings = await findFindings(database.read, watch.id);
  const latest = latestOf(findings);
  for (const programId of programIds) {
    const beds = open.get(programId) ?? 0;
    const before = latest.get(programId);
    if (beds === (before?.open ?? 0)) continue;
    const isKnown = findings.some((known) => known.programId === programId && known.open === beds);
    const told = beds > (before?.open ?? 0) && !isKnown;
    const now = clock();
    if (told) await tellOfBed(context, watch, { programId, open: beds }, now);
    // Later than what was known before, so that their order can be told.
    const foundAt = new Date(Math.max(now.getTime(), (before?.foundAt.getTime() ?? 0) + 1));
    const finding = { watchId: watch.id, programId, open: beds, told, foundAt };
    await database.transaction((tx) => noteFinding(tx, finding));
  }
};

/** What is open when a watch begins is no news to it. */
export const startingFindings = (index: ProgramIndex, watch: WatchRow, now: Date): Finding[] =>
  [...watchedBeds(index, watch, now)].map(([programId, open]) => ({
    ...{ watchId: watch.id, programId, open, told: false, foundAt: now },
  }));

/** Looks at one program, as the database has it now, for everybody who waits for a bed. */
export const lookAtProgram = async (context: TellContext, programId: string): Promise<void> => {
  const { database, clock } = context;
  const running = await findRunningWatches(database.read, clock());
  if (running.length === 0) return;
  const index = new ProgramIndex();
  for (const program of await readPrograms(database.read, [programId], () => undefined)) {
    index.put(program);
  }
  for (const watch of running) {
    await compare(context, watch, watchedBeds(index, watch, clock()), [programId]);
  }
};

/** Looks at every program for every watch: what no change told of, such as a hold that ran out. */
export const lookAtAll = async (context: TellContext, catalogue: Catalogue): Promise<void> => {
  const { database, clock } = context;
  if (!catalogue.current) return;
  for (const watch of await findRunningWatches(database.read, clock())) {
    const open = watchedBeds(catalogue.index, watch, clock());
    const known = await findFindings(database.read, watch.id);
    const programIds = new Set([...open.keys(), ...latestOf(known).keys()]);
    await compare(context, watch, open, [...programIds]);
  }
};

/** Deletes watches whose day is over, with what they found. */
export const forgetWatches = (database: Database, now: Date): Promise<void> =>
  database.transaction((tx) => deleteEndedWatches(tx, now));
