import { openDatabase } from "../../db/client.ts";
import { connections, load, trainingCookie, workerCookie } from "./load.ts";
import { needs } from "./needs.ts";
import { runServer } from "./run-server.ts";
import { inWords, quantile, timed, type Row } from "./row.ts";

const reports = 10_000;
const mostMs = 5000;
const mostP95 = 25;
const batches = 4;

interface Pool {
  program_id: string;
  pool_id: string;
  total: number | null;
}

/** Makes the training provider staff of as many programs as have so many pools together. */
const hireProvider = async (url: string): Promise<Pool[]> => {
  const database = openDatabase(url, 1);
  const pools = await database.driver<Pool[]>`
    select p.program_id, p.id as pool_id, p.total from bed_pools p order by p.program_id, p.id limit ${reports}`;
  await database.driver`
    insert into program_staff (user_id, program_id)
    select u.id, p.program_id from users u, (select distinct program_id from bed_pools
      where id in ${database.driver(pools.map(({ pool_id }) => pool_id))}) p
    where u.email = 'provider@training.test' on conflict do nothing`;
  await database.close();
  return pools;
};

/** What is sent the `round`th time: other counts, a second later, so that every row is written. */
const bodyOf = (pools: readonly Pool[], round: number): string => {
  const observed_at = new Date(Date.now() - 60_000 + round * 1000).toISOString();
  return JSON.stringify({
    reports: pools.map(({ total, ...pool }, at) => ({
      ...{ ...pool, observed_at, open: Math.min((at + round) % 3, total ?? 3) },
      kept_for_missing: 0,
    })),
  });
};

/**
 * Ten thousand reports in one request, alone and while workers search; how long matches take
 * meanwhile, beside how long they take otherwise.
 */
export const benchBatch = async (url: string, size: number): Promise<Row[]> => {
  const pools = await hireProvider(url);
  const server = await runServer(url);
  try {
    const origin = { origin: server.address, "content-type": "application/json" };
    const [provider, worker] = [
      await trainingCookie(server.address, "provider"),
      await workerCookie(server.address),
    ];
    let round = 0;
    const send = () =>
      timed(async () => {
        const answer = await fetch(`${server.address}/api/bed-reports:batch`, {
          ...{ method: "POST", headers: { ...origin, cookie: provider } },
          body: bodyOf(pools, (round += 1)),
        });
        const { saved } = (await answer.json()) as { saved: number };
        if (saved !== pools.length) throw new Error(`Of ${pools.length} reports ${saved} counted.`);
      });
    const matches = needs.map((need) => ({
      ...{ method: "POST" as const, path: "/api/matches" },
      body: JSON.stringify({ need, limit: 20 }),
    }));
    const search = (seconds: number) =>
      load(server.address, matches, { ...origin, cookie: worker }, seconds);

    await send();
    await search(2);
    const alone: number[] = [];
    for (let n = 0; n < batches; n += 1) alone.push(await send());
    const usual = await search(4);
    const done = new AbortController();
    const [meanwhile, beside] = await Promise.all([
      search(10).finally(() => done.abort()),
      (async () => {
        const times: number[] = [];
        while (!done.signal.aborted) times.push(await send());
        return times;
      })(),
    ]);
    const programs = size.toLocaleString("en");
    const count = pools.length.toLocaleString("en");
    return [
      {
        what: `a batch of ${count} bed reports, ${programs} programs`,
        measured: inWords(alone),
        yardstick: `while ${connections} connections search: ${inWords(beside)}`,
        ...{ ratio: Number.NaN, target: `under ${mostMs / 1000} s` },
        met: quantile(alone, 0.95) < mostMs,
      },
      {
        what: `matches over HTTP while such batches are written, ${programs} programs`,
        measured: inWords(meanwhile),
        yardstick: `without them: ${inWords(usual)}`,
        ratio: quantile(meanwhile, 0.5) / quantile(usual, 0.5),
        target: size > 10_000 ? "" : `p95 under ${mostP95} ms`,
        met: size > 10_000 || quantile(meanwhile, 0.95) < mostP95,
      },
    ];
  } finally {
    await server.stop();
  }
};
