import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A real HTTP server that takes what is posted to it, as an SMS gateway or a push service does. */
export interface Taker {
  url: string;
  host: string;
  received: readonly Received[];
  /** What it answers from now on; `never`: it takes the request and says nothing. */
  answerWith(status: number | "never"): void;
  close(): Promise<void>;
}

/** Opens it on this port, or on a free one. */
export const openTaker = async (port = 0): Promise<Taker> => {
  const received: Received[] = [];
  let status: number | "never" = 201;
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      if (status === "never") return;
      response.statusCode = status;
      response.end();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url: `http://${host}`, host, received },
    answerWith: (next) => (status = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
