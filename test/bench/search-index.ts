import { sql, type SQL } from "drizzle-orm";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase, type Database } from "../../db/client.ts";
import { findCounty } from "../../server/directory/places.ts";
import { indexPrograms } from "../../server/search/index-programs.ts";
import { readAll, readHead } from "../../server/search/meilisearch/changed.repo.ts";
import { readState } from "../../server/search/meilisearch/index-state.ts";
import { openIndexWorker } from "../../server/search/meilisearch/index-worker.ts";
import { readDocuments, type Writing } from "../../server/search/meilisearch/keep-in-step.ts";
import { openClient } from "../../server/search/meilisearch/open-client.ts";
import { partSize, rebuildIndex } from "../../server/search/meilisearch/rebuild-index.ts";
import { openIndexServer, type IndexServer } from "./index-server.ts";
import { inWords, quantile, timed, type Row } from "./row.ts";

const uid = "harborlight_programs_bench";
const changesASecond = 100;
const seconds = 10;
const changesAtOnce = 16;
const mostLagMs = 1000;

/** What a rebuild reads, and nothing written: the yardstick of one. */
const readEverything = async (writing: Writing): Promise<void> => {
  for (let after = 0; ;) {
    const part = await readAll(writing.reader, after, partSize);
    const last = part.at(-1);
    if (!last) return;
    await readDocuments(writing, part);
    after = last.number;
  }
};

const inMegabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** The most memory while `work` runs, in bytes, and milliseconds that it takes. */
const watched = async ({ memory }: IndexServer, work: () => Promise<unknown>) => {
  const most = { own: 0, theirs: 0, theirMapped: 0 };
  const look = async () => {
    most.own = Math.max(most.own, process.memoryUsage.rss());
    const theirs = await memory();
    most.theirs = Math.max(most.theirs, theirs?.own ?? 0);
    most.theirMapped = Math.max(most.theirMapped, theirs?.mapped ?? 0);
  };
  const ended = new AbortController();
  const looking = (async () => {
    while (!ended.signal.aborted) await Promise.all([look(), pause(50)]);
  })();
  const took = await timed(work).finally(() => ended.abort());
  await looking;
  return { took, most };
};

const benchRebuild = async (
  writing: Writing,
  server: IndexServer,
  programs: number,
): Promise<Row> => {
  const reading = await timed(() => readEverything(writing));
  const { took, most } = await watched(server, () => rebuildIndex(writing, uid, new Date()));
  const theirs =
    most.theirs === 0
      ? ""
      : `; Meilisearch ${inMegabytes(most.theirs)}, and ${inMegabytes(most.theirMapped)} of files mapped`;
  return {
    what: `rebuild of ${server.name}, ${programs.toLocaleString("en")} programs`,
    measured: `${(took / 1000).toFixed(1)} s, ${inMegabytes(most.own)} resident at most${theirs}`,
    yardstick: `reading them from PostgreSQL: ${(reading / 1000).toFixed(1)} s`,
    ratio: took / reading,
    target: "",
    met: true,
  };
};

interface Change {
  readonly version: number;
  readonly at: number;
}

/** What is changed, by turns: mostly words and facts of a listing; one in twenty-five closes or opens. */
const changeOf = (n: number, id: string): SQL => {
  if (n % 25 === 24) {
    return sql`update programs set status = case status when 'active' then 'inactive' else 'active' end
      where id = ${id}`;
  }
  const changes = [
    sql`update programs set summary = ${`Changed ${n}, with a lounge and a garden.`} where id = ${id}`,
    sql`update programs set verified_on = current_date - ${n % 300}::int where id = ${id}`,
    sql`insert into program_circumstances (program_id, circumstance, policy)
      values (${id}, 'pregnant', ${n % 2 === 0 ? "accepts" : "ask"})
      on conflict (program_id, circumstance) do update set policy = excluded.policy`,
    sql`update programs set aliases = array[${`Lantern House ${n}`}] where id = ${id}`,
  ];
  return changes[n % changes.length] ?? sql``;
};

/** Changes programs in turn, at the pace; answers when each was committed, and how long that took. */
const changeMany = async (database: Database, ids: readonly string[], changes: Set<Change>) => {
  const times: number[] = [];
  const running = new Set<Promise<void>>();
  const began = performance.now();
  for (let n = 0; n < changesASecond * seconds; n++) {
    const id = ids[n % ids.length] ?? "";
    const due = began + (n * 1000) / changesASecond;
    if (due > performance.now()) await pause(due - performance.now());
    const change = () =>
      database.transaction(async (tx) => {
        await tx.execute(changeOf(n, id));
        await indexPrograms(tx, [id]);
      });
    const done = timed(change).then(async (took) => {
      const at = performance.now();
      times.push(took);
      // Its own version or, where another has committed since, a later one: it seems to lag rather more.
      changes.add({ version: (await readHead(database.read)).version, at });
    });
    // The pace is kept though some take longer; so many at once the database has room for.
    const one = done.finally(() => running.delete(one));
    running.add(one);
    if (running.size >= changesAtOnce) await Promise.race(running);
  }
  await Promise.all(running);
  return { times, rate: (changesASecond * seconds * 1000) / (performance.now() - began) };
};

const benchLag = async (
  writing: Writing,
  name: string,
  searched: Database,
  { database, programs }: { readonly database: Database; readonly programs: number },
): Promise<Row> => {
  const rows = await database.read.execute<{ id: string }>(
    sql`select id from programs order by md5(id::text) limit 500`,
  );
  const complain = (error: unknown) => console.error(error);
  const told = { onRetry: complain, onGiveUp: complain };
  const worker = await openIndexWorker(writing, searched, uid, told);
  await worker.settle();
  const waiting = new Set<Change>();
  const lags: number[] = [];
  const ended = new AbortController();
  const following = (async () => {
    while (!ended.signal.aborted || waiting.size > 0) {
      const reached = (await readState(writing.client, uid))?.version ?? 0;
      const now = performance.now();
      for (const change of waiting) {
        if (change.version > reached) continue;
        waiting.delete(change);
        lags.push(now - change.at);
      }
      await pause(20);
    }
  })();
  const ids = rows.map(({ id }) => id);
  const { times, rate } = await changeMany(database, ids, waiting).finally(() => ended.abort());
  await following;
  await worker.stop();
  return {
    what: `from a change to ${name}, ${programs.toLocaleString("en")} programs, ${changesASecond} changes a second`,
    measured: `${inWords(lags)}; the database took on ${Math.round(rate)} a second`,
    yardstick: `the transaction of the change: ${inWords(times)}`,
    ratio: quantile(lags, 0.5) / quantile(times, 0.5),
    target: `p95 under ${mostLagMs} ms`,
    met: quantile(lags, 0.95) < mostLagMs && rate > changesASecond * 0.95,
  };
};

/**
 * A rebuild, and how far the index is behind while programs change: on a Meilisearch where one is
 * named, and else our side of it.
 */
export const benchSearchIndex = async (url: string, programs: number): Promise<Row[]> => {
  const server = await openIndexServer();
  const database = openDatabase(url, changesAtOnce);
  const searched = openDatabase(url, 4, "harborlight_search");
  const client = openClient(server, 60_000);
  const writing: Writing = { client, reader: searched.read, countyCentre: findCounty };
  try {
    return [
      await benchRebuild(writing, server, programs),
      await benchLag(writing, server.name, searched, { database, programs }),
    ];
  } finally {
    await client.deleteIndexIfExists(uid);
    await Promise.all([database.close(), searched.close()]);
    await server.stop();
  }
};
