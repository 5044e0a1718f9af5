import { setTimeout as pause } from "node:timers/promises";
import { cpus } from "node:os";
import { connections, load, workerCookie } from "./load.ts";
import { needs } from "./needs.ts";
import { runServer, type BenchServer } from "./run-server.ts";
import type { Row } from "./row.ts";

const wanted = 1.7;
const seconds = 5;
const turns = 3;
const largest = 10_000;

const bodies = needs.map((need) => ({
  method: "POST" as const,
  path: "/api/matches",
  body: JSON.stringify({ need, limit: 20 }),
}));

/** Seconds that the machine's cores together had nothing to do, since it was started. */
const idleSeconds = () => cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1000;

/** Matches answered in a second by all servers together; cores that they kept busy, and idle ones. */
const answer = async (servers: readonly BenchServer[], cookie: string) => {
  const spent = async () => {
    const theirs = await Promise.all(servers.map((server) => server.processorSeconds()));
    return { idle: idleSeconds(), servers: theirs.reduce((sum, each) => sum + each, 0) };
  };
  const before = await spent();
  const began = performance.now();
  const each = await Promise.all(
    servers.map(({ address }) => {
      const headers = { cookie, origin: address, "content-type": "application/json" };
      return load(address, bodies, headers, seconds, connections / servers.length);
    }),
  );
  const took = (performance.now() - began) / 1000;
  const after = await spent();
  return {
    matches: each.reduce((sum, { length }) => sum + length, 0) / took,
    idle: (after.idle - before.idle) / took,
    servers: (after.servers - before.servers) / took,
  };
};

const mean = (figures: readonly number[]) =>
  figures.reduce((sum, each) => sum + each, 0) / figures.length;

/**
 * How many matches two instances answer beside one, in turns, with the same connections in all. Where
 * one instance, the load and whatever else runs leave no core for another, the row says so and holds
 * nobody to it.
 */
export const benchTwoInstances = async (url: string, size: number): Promise<Row[]> => {
  if (size > largest) return [];
  const servers = [await runServer(url), await runServer(url)];
  try {
    await pause(3000);
    const [first] = servers;
    if (!first) return [];
    // Both know the session, which lies in the database.
    const cookie = await workerCookie(first.address);
    await answer(servers, cookie);
    const ones: Awaited<ReturnType<typeof answer>>[] = [];
    const twos: typeof ones = [];
    for (let turn = 0; turn < turns; turn++) {
      ones.push(await answer([first], cookie));
      twos.push(await answer(servers, cookie));
    }
    const [one, two] = [ones, twos].map((all) => mean(all.map(({ matches }) => matches)));
    const busy = mean(ones.map(({ servers }) => servers));
    const idle = mean(ones.map(({ idle }) => idle));
    // Another instance wants as much as the first.
    const hasRoom = idle >= busy;
    const ratio = (two ?? 0) / (one ?? 0);
    const rate = (matches = 0) => `${Math.round(matches)} matches a second`;
    return [
      {
        what: `two instances, ${size.toLocaleString("en")} programs, ${connections} connections in all`,
        measured: `${rate(two)}${hasRoom ? "" : ` (none to spare: of ${cpus().length} cores one instance takes ${busy.toFixed(1)} and leaves ${idle.toFixed(1)} idle)`}`,
        yardstick: `one instance: ${rate(one)}`,
        ratio,
        target: hasRoom ? `at least ${wanted}x` : "",
        met: !hasRoom || ratio >= wanted,
      },
    ];
  } finally {
    for (const server of servers) await server.stop();
  }
};
