import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { Refusal } from "./in-test-meilisearch/refusal.ts";
import { routes, type Answer } from "./in-test-meilisearch/routes.ts";
import { Store } from "./in-test-meilisearch/store.ts";
import { TaskQueue } from "./in-test-meilisearch/tasks.ts";

/**
 * A server made for these tests, and not Meilisearch: it speaks the v1 API as documented, strictly,
 * over HTTP, with a search that is plain and slow. A real one runs the same tests where `MEILI_URL`
 * names it.
 */
export interface InTestMeilisearch {
  readonly url: string;
  readonly key: string;
  readonly store: Store;
  readonly tasks: TaskQueue;
  /** Every request so far, as `POST multi-search`. */
  readonly requests: readonly string[];
  /** How it behaves from now on. */
  readonly mood: Mood;
  /** Ends every connection and takes none until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Mood {
  /** The key that it takes; set another to have everybody refused. */
  key: string;
  /** Milliseconds before it answers. */
  slowMs: number;
  /** Milliseconds that a task takes. */
  taskMs: number;
  /** So many of the next tasks fail. */
  failTasks: number;
  /** Bytes of the largest body that it takes. */
  payloadLimit: number;
  /** What it answers instead, to requests whose `METHOD path` holds `to`. */
  answer: { status: 429 | 503; to: string; times: number } | undefined;
  /** What tasks do within the next multi-search, before the query at each of these places. */
  meanwhile: ReadonlyMap<number, () => void>;
}

const troubles = {
  429: new Refusal(429, "too_many_requests", "Too many requests."),
  503: new Refusal(
    503,
    "too_many_search_requests",
    "Too many search requests running at the same time: 1000. Retry after 10s.",
  ),
};

const patternOf = (path: readonly string[]): string => {
  const [first = "", , third, fourth] = path;
  if (first === "tasks" && path.length === 2) return "tasks/:id";
  if (first !== "indexes" || path.length === 1) return path.join("/");
  if (third === undefined) return "indexes/:uid";
  if (fourth === undefined) return `indexes/:uid/${third}`;
  const named = ["fetch", "delete", "delete-batch"].includes(fourth);
  return `indexes/:uid/${third}/${named ? fourth : ":id"}`;
};

const demandKey = (request: IncomingMessage, key: string): void => {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    throw new Refusal(
      401,
      "missing_authorization_header",
      "The Authorization header is missing. It must use the bearer authorization method.",
    );
  }
  if (authorization !== `Bearer ${key}`) {
    throw new Refusal(403, "invalid_api_key", "The provided API key is invalid.");
  }
};

const readBody = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const bytes = await buffer(request);
  if (bytes.length > limit) {
    throw new Refusal(
      413,
      "payload_too_large",
      `The provided payload reached the size limit. The maximum accepted payload size is ${limit} B.`,
    );
  }
  if (request.method === "GET" || request.method === "DELETE") return undefined;
  const type = request.headers["content-type"];
  if (type === undefined) {
    throw new Refusal(415, "missing_content_type", "A Content-Type header is missing.");
  }
  if (!type.startsWith("application/json")) {
    throw new Refusal(415, "invalid_content_type", `The Content-Type \`${type}\` is invalid.`);
  }
  if (bytes.length === 0) throw new Refusal(400, "missing_payload", "A json payload is missing.");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Refusal(400, "malformed_payload", "The json payload provided is malformed.");
  }
};

/** Opens it on a free port of this machine. */
export const inTestMeilisearch = async (): Promise<InTestMeilisearch> => {
  const key = "a-master-key-that-only-the-tests-know";
  const mood: Mood = {
    ...{ key, slowMs: 0, taskMs: 2, failTasks: 0, payloadLimit: 100_000_000 },
    ...{ answer: undefined, meanwhile: new Map() },
  };
  const store = new Store();
  const tasks = new TaskQueue(
    () => mood.taskMs,
    () => {
      if (mood.failTasks === 0) return undefined;
      mood.failTasks -= 1;
      return new Refusal(500, "internal", "An internal error has occurred.");
    },
  );
  const requests: string[] = [];

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? "/", "http://in-test");
    const path = url.pathname
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
    const pattern = `${request.method} ${patternOf(path)}`;
    requests.push(pattern);
    const body = await readBody(request, mood.payloadLimit);
    await pause(mood.slowMs);
    if (pattern !== "GET health") demandKey(request, mood.key);
    if (mood.answer && mood.answer.times > 0 && pattern.includes(mood.answer.to)) {
      mood.answer.times -= 1;
      throw troubles[mood.answer.status];
    }
    const route = routes[pattern];
    if (!route) throw new Refusal(404, "not_found", `${pattern} is not found.`);
    const { meanwhile } = mood;
    if (pattern === "POST multi-search") mood.meanwhile = new Map();
    return route({ store, tasks, meanwhile }, { path, query: url.searchParams, body });
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let answered: Answer;
    try {
      answered = await answer(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answered = { status: error.status, body: error.toBody() };
      if (error.status === 503) response.setHeader("retry-after", "10");
    }
    if (response.destroyed) return;
    response.writeHead(answered.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answered.body));
  };

  let server: Server | undefined;
  let port = 0;
  const start = async () => {
    const opened = createServer((request, response) => {
      respond(request, response).catch((error: unknown) => {
        // Whoever hung up is not told; anything else is a fault of this server.
        if (request.destroyed || response.destroyed) return;
        console.error(error);
        response.destroy();
      });
    });
    opened.listen(port, "127.0.0.1");
    await once(opened, "listening");
    ({ port } = opened.address() as AddressInfo);
    server = opened;
  };
  const stop = async () => {
    const closing = server;
    server = undefined;
    if (!closing) return;
    const closed = once(closing, "close");
    closing.close();
    closing.closeAllConnections();
    await closed;
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ key, store, tasks, requests, mood, start, stop },
    close: async () => {
      await stop();
      await tasks.idle();
    },
  };
};
