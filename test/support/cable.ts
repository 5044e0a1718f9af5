import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A cable to the database that a test can cut, block and mend. */
export interface Cable {
  /** The database's address through this cable. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Ends every connection; new ones may be made at once. */
  hangUp(): Promise<void>;
  /** Lets nothing through any more, without saying so. */
  block(): void;
  /** Makes it whole again. */
  mend(): Promise<void>;
}

/** Lays a cable to the database at `url`; `cut` it when done. */
export const layCable = async (url: string): Promise<Cable> => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let blocked = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      // Ends of a cut cable complain; that is what the test is about.
      from.on("error", () => undefined);
      from.on("data", (bytes) => {
        if (!blocked) to.write(bytes);
      });
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const through = new URL(url);
  through.port = String(port);
  return {
    url: through.toString(),
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
    hangUp: async () => hangUp(),
    block: () => {
      blocked = true;
    },
    mend: async () => {
      blocked = false;
      hangUp();
      if (!server.listening) await listen(port);
    },
  };
};
