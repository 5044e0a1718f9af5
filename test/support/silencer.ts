import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Stands before a Harborlight and lets its live streams fall silent, as dead connections do. */
export interface Silencer {
  readonly address: string;
  /** How many live streams were opened so far. */
  streams(): number;
  /** Nothing comes any more on the streams that are open, and nobody is told; new ones work. */
  silence(): void;
  close(): Promise<void>;
}

export const openSilencer = async (before: string): Promise<Silencer> => {
  const { hostname, port } = new URL(before);
  const sockets = new Set<Socket>();
  const streams = new Set<Socket>();
  const silent = new Set<Socket>();
  let opened = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      // Browsers leave connections as they like.
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
    near.on("data", (bytes) => {
      if (bytes.includes("GET /api/live ")) {
        opened += 1;
        streams.add(near);
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (!silent.has(near)) near.write(bytes);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams: () => opened,
    silence: () => {
      for (const stream of streams) silent.add(stream);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
