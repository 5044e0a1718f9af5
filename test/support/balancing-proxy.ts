import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

/** Stands in front of several instances, as the proxy of the compose file does. */
export interface BalancingProxy {
  readonly address: string;
  /** The instance of every request that broke off while it was under way there. */
  readonly broken: readonly string[];
  /** Instances whose health says that they serve. */
  healthy(): string[];
  stop(): Promise<void>;
}

const healthEveryMs = 100;
const patienceMs = 10_000;

const reached = (instance: string): Promise<boolean> =>
  fetch(`${instance}/api/health`, { signal: AbortSignal.timeout(1000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Balances over `instances` by turns among those whose health is good. A request that no instance
 * has read (the connection was refused) goes to the next; one that was under way fails with 502.
 */
export const openBalancingProxy = async (instances: readonly string[]): Promise<BalancingProxy> => {
  const serving = new Set(instances);
  const broken: string[] = [];
  let turn = 0;

  const next = (tried: ReadonlySet<string>): string | undefined => {
    const open = instances.filter((instance) => serving.has(instance) && !tried.has(instance));
    return open[turn++ % open.length];
  };

  const pass = (
    instance: string,
    from: IncomingMessage,
    body: Buffer,
    to: ServerResponse,
  ): Promise<"passed" | "refused" | "broken"> =>
    new Promise((resolve) => {
      const breakOff = () => {
        broken.push(instance);
        resolve("broken");
      };
      const onward = ask(`${instance}${from.url ?? "/"}`, {
        method: from.method,
        headers: { ...from.headers, "content-length": body.length },
        timeout: patienceMs,
      });
      onward.once("response", (answer) => {
        const { connection: _, ...headers } = answer.headers;
        to.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(to);
        answer.once("end", () => resolve("passed"));
        answer.once("error", () => {
          to.destroy();
          breakOff();
        });
      });
      onward.once("timeout", () => onward.destroy(new Error("too slow")));
      onward.once("error", (error) => {
        if ("code" in error && error.code === "ECONNREFUSED") resolve("refused");
        else breakOff();
      });
      onward.end(body);
    });

  const server = createServer((from, to) => {
    void (async () => {
      const body = await buffer(from);
      const tried = new Set<string>();
      for (let at = next(tried); at !== undefined; at = next(tried)) {
        const how = await pass(at, from, body, to);
        if (how === "passed") return;
        if (how === "broken") break;
        tried.add(at);
      }
      if (!to.headersSent && !to.destroyed) to.writeHead(502).end();
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;

  let stopped = false;
  const watch = async (instance: string) => {
    while (!stopped) {
      if (await reached(instance)) serving.add(instance);
      else serving.delete(instance);
      await new Promise((resolve) => setTimeout(resolve, healthEveryMs));
    }
  };
  const watching = Promise.all(instances.map(watch));

  return {
    address: `http://127.0.0.1:${port}`,
    broken,
    healthy: () => [...serving],
    stop: async () => {
      stopped = true;
      server.closeAllConnections();
      server.close();
      await watching;
    },
  };
};
