import { connect } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { moment } from "./row.ts";

/** What the thread of viewers is told. */
export interface ViewersOrder {
  port: number;
  viewers: number;
}

/** What it tells: that all are connected, or when each had heard of one change. */
export type ViewersNews = { ready: true } | { ready: false; event: number; heardAt: number[] };

const { port, viewers } = workerData as ViewersOrder;
const heard = new Map<number, number[]>();
let greeted = 0;

const tell = (news: ViewersNews) => parentPort?.postMessage(news);

const hear = (event: number) => {
  const times = heard.get(event) ?? [];
  times.push(moment());
  heard.set(event, times);
  if (times.length < viewers) return;
  heard.delete(event);
  tell({ ready: false, event, heardAt: times });
};

/** The open beds of each change stand for its number; a frame may come in pieces. */
const follow = (viewer: number) => {
  const socket = connect(port, "127.0.0.1");
  let rest = "";
  socket.setEncoding("utf8");
  socket.write(`GET /${viewer} HTTP/1.1\r\nHost: bench\r\n\r\n`);
  socket.on("data", (chunk: string) => {
    const frames = (rest + chunk).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      if (frame.includes("event: hello") && ++greeted === viewers) tell({ ready: true });
      const open = /"open":(\d+)/.exec(frame)?.[1];
      if (open !== undefined) hear(Number(open));
    }
  });
};

for (let viewer = 0; viewer < viewers; viewer++) follow(viewer);
