import { load, workerCookie } from "./load.ts";
import { needs } from "./needs.ts";
import { inWords, quantile, type Row } from "./row.ts";
import { runServer } from "./run-server.ts";

const mostMilliseconds = 1;

/** Matches for who must be signed in, and the same route that asks nobody who they are, in turns. */
export const benchAuthorization = async (url: string, size: number): Promise<Row[]> => {
  const server = await runServer(url);
  try {
    const cookie = await workerCookie(server.address);
    const headers = { cookie, origin: server.address, "content-type": "application/json" };
    const asking = (path: string) =>
      needs.map((need) => ({
        method: "POST" as const,
        path,
        body: JSON.stringify({ need, limit: 20 }),
      }));
    const times = { authorized: [] as number[], open: [] as number[] };
    await load(server.address, asking("/api/matches"), headers, 2, 1);
    for (let turn = 0; turn < 5; turn++) {
      times.open.push(...(await load(server.address, asking("/bench/matches"), headers, 1, 1)));
      times.authorized.push(...(await load(server.address, asking("/api/matches"), headers, 1, 1)));
    }
    const added = quantile(times.authorized, 0.5) - quantile(times.open, 0.5);
    return [
      {
        what: `matches with authorization, one at a time, ${size.toLocaleString("en")} programs`,
        measured: `${inWords(times.authorized)}: ${added.toFixed(2)} ms more`,
        yardstick: `the same without it: ${inWords(times.open)}`,
        ratio: quantile(times.authorized, 0.5) / quantile(times.open, 0.5),
        target: `at most ${mostMilliseconds} ms more`,
        met: added <= mostMilliseconds,
      },
    ];
  } finally {
    await server.stop();
  }
};
