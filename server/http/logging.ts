import type { FastifyInstance, FastifyServerOptions } from "fastify";
import { v7 } from "uuid";
import { routeOf } from "./route-of.ts";

/** Where an error arose; its first line, the message, may repeat what was sent. */
const framesOf = (error: Error): string =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");

const textOf = (value: object, name: string): string | undefined => {
  const found: unknown = Reflect.get(value, name);
  return typeof found === "string" ? found : undefined;
};

interface LoggedError {
  [key: string]: unknown;
  type: string;
  code: string | undefined;
  constraint: string | undefined;
  statement: string | undefined;
  message: string;
  stack: string;
  cause?: LoggedError;
}

/**
 * An error without what was sent: of a database error its code, constraint and statement with
 * placeholders, of any other its message.
 */
export const describeError = (error: unknown, depth = 0): LoggedError => {
  const known = error instanceof Error ? error : new Error(typeof error);
  const ofQuery = "query" in known || known.name === "PostgresError";
  return {
    type: known.name,
    code: textOf(known, "code"),
    constraint: textOf(known, "constraint_name"),
    statement: textOf(known, "query"),
    message: ofQuery ? "a query failed" : known.message,
    stack: framesOf(known),
    ...(known.cause !== undefined && depth < 3
      ? { cause: describeError(known.cause, depth + 1) }
      : {}),
  };
};

/** Where log lines go; a test gives a stream of its own. */
export interface LogSink {
  write(line: string): void;
}

/** Logging without paths, query strings, bodies, headers, cookies and addresses. */
export const loggerFor = (
  level: string,
  sink: LogSink | undefined,
): NonNullable<FastifyServerOptions["logger"]> =>
  level === "silent"
    ? false
    : {
        level,
        ...(sink === undefined ? {} : { stream: sink }),
        serializers: {
          // The route and not the address: whatever stands in an address may be somebody's.
          req: (request) => ({
            method: request.method,
            route: routeOf(request) ?? "none",
          }),
          res: (reply) => ({ statusCode: reply.statusCode }),
          err: (error: unknown) => describeError(error),
        },
      };

/** Requests are known by ids of our making: a client's own could lead two of them astray. */
export const requestIds = {
  genReqId: () => v7(),
  requestIdHeader: false,
} satisfies FastifyServerOptions;

/** Tells the client the id under which its request stands in the log. */
export const tellRequestIds = (app: FastifyInstance): void => {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
};
