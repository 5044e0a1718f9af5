import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "../../db/client.ts";
import { programs } from "../../db/schema/index.ts";
import { load, workerCookie } from "./load.ts";
import { needs } from "./needs.ts";
import { runServer } from "./run-server.ts";
import { inWords, quantile, type Row } from "./row.ts";

const mostRatio = 3;
const mostP95 = 25;
/** What is read after listening has then been read. */
const settleMs = 3000;

/** Matches and one row by key over HTTP, 20 connections each, one after the other in turns. */
export const benchMatchesOverHttp = async (url: string, size: number): Promise<Row[]> => {
  const database = openDatabase(url, 1);
  const rows = await database.read.select({ id: programs.id }).from(programs).limit(60);
  await database.close();
  const server = await runServer(url);
  try {
    await pause(settleMs);
    const memory = { ready: await server.residentMegabytes(), loaded: 0 };
    const cookie = await workerCookie(server.address);
    const matches = needs.map((need) => ({
      method: "POST" as const,
      path: "/api/matches",
      body: JSON.stringify({ need, limit: 20 }),
    }));
    const byKey = rows.map(({ id }) => ({ method: "GET" as const, path: `/bench/row/${id}` }));
    const headers = { cookie, origin: server.address, "content-type": "application/json" };
    const times = { matches: [] as number[], byKey: [] as number[] };
    await load(server.address, matches, headers, 3);
    for (let turn = 0; turn < 3; turn++) {
      times.byKey.push(...(await load(server.address, byKey, headers, 3)));
      times.matches.push(...(await load(server.address, matches, headers, 4)));
    }
    const ratio = quantile(times.matches, 0.5) / quantile(times.byKey, 0.5);
    memory.loaded = await server.residentMegabytes();
    const met = size > 10_000 || (ratio <= mostRatio && quantile(times.matches, 0.95) < mostP95);
    return [
      {
        what: `matches over HTTP, ${size.toLocaleString("en")} programs`,
        measured: inWords(times.matches),
        yardstick: `one row by key, same viewer: ${inWords(times.byKey)}`,
        ratio,
        target: size > 10_000 ? "" : `at most ${mostRatio}x, p95 under ${mostP95} ms`,
        met,
      },
      {
        what: `resident memory of the server, ${size.toLocaleString("en")} programs`,
        measured: `${memory.ready.toFixed(0)} MB once ready`,
        yardstick: `at the end of the load: ${memory.loaded.toFixed(0)} MB`,
        ratio: Number.NaN,
        target: size === 10_000 ? "under 250 MB" : "",
        met: size !== 10_000 || memory.ready < 250,
      },
    ];
  } finally {
    await server.stop();
  }
};
