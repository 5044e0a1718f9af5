import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { followChanges } from "../../db/change-feed.ts";
import { openDatabase, type Database } from "../../db/client.ts";
import { postBedReport } from "../../server/availability/post-bed-report.ts";
import { openHub } from "../../server/live/hub.ts";
import { openStream } from "../../server/live/open-stream.ts";
import { aCountedProgram, aPerson } from "../availability/counted-program.ts";
import type { ViewersNews, ViewersOrder } from "./live-viewers.ts";
import { inWords, moment, quantile, type Bench } from "./row.ts";

const viewers = 500;
const warmUp = 30;
const rounds = 200;
const most = 250;

/** The least that could tell another process of a change: NOTIFY, and hearing it. */
const openYardstick = async (database: Database) => {
  let heard: () => void = () => undefined;
  const feed = await followChanges(database, {
    onChange: () => heard(),
    onConnected: () => undefined,
  });
  return {
    roundTrip: async () => {
      const start = moment();
      const back = new Promise<void>((resolve) => (heard = resolve));
      await database.driver`select pg_notify('harborlight_changes', 'hold:bench')`;
      await back;
      return moment() - start;
    },
    close: () => feed.stop(),
  };
};

/** Workers, the program's staff and others by turns, as they look at the hub's streams. */
const openScreens = async (database: Database, staffOf: string) => {
  const people = [
    await aPerson(database, "worker"),
    await aPerson(database, "steward"),
    await aPerson(database, "provider", [staffOf]),
  ];
  const hub = await openHub(database, { clock: () => new Date() });
  const server = createServer((request, response) => {
    const number = Number(request.url?.slice(1));
    const viewer = people[number % people.length];
    if (!viewer) return response.writeHead(404).end();
    const recheck = async () => viewer;
    return hub.join(openStream(response), { viewer, sessionId: String(number), recheck });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const order: ViewersOrder = { port: (server.address() as AddressInfo).port, viewers };
  const thread = new Worker(new URL("./live-viewers.ts", import.meta.url), { workerData: order });
  const news = async () => {
    const [told] = (await once(thread, "message")) as [ViewersNews];
    return told;
  };
  await news();
  return {
    news,
    close: async () => {
      await thread.terminate();
      await hub.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/**
 * From the moment a report is posted until it was read on every one of 500 open streams, over real
 * sockets; the readers are a thread of their own. Sign-in is left out.
 */
export const bench: Bench = async ({ url }) => {
  const database = openDatabase(url);
  const program = await aCountedProgram(database);
  const [pool_id = ""] = program.poolIds;
  const screens = await openScreens(database, program.id);
  const yardstick = await openYardstick(database);
  const times = { last: [] as number[], bare: [] as number[] };
  try {
    for (let round = 0; round < warmUp + rounds; round++) {
      const bare = await yardstick.roundTrip();
      const start = moment();
      const news = screens.news();
      const input = { pools: [{ pool_id, open: round }] };
      await postBedReport(database, program.reportable, input, { source: "web", now: new Date() });
      const heard = await news;
      if (heard.ready || heard.event !== round) throw new Error("Another change was heard.");
      if (round < warmUp) continue;
      times.bare.push(bare);
      times.last.push(Math.max(...heard.heardAt) - start);
    }
  } finally {
    await yardstick.close();
    await screens.close();
    await database.close();
  }
  return [
    {
      what: `bed report to the last of ${viewers} open screens`,
      measured: inWords(times.last),
      yardstick: `NOTIFY and hearing it: ${inWords(times.bare)}`,
      ratio: quantile(times.last, 0.5) / quantile(times.bare, 0.5),
      target: `p95 under ${most} ms`,
      met: quantile(times.last, 0.95) < most,
    },
  ];
};
