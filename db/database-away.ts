/** What postgres.js says when a connection cannot be made or was lost. */
const lostConnection = new Set([
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** SQLSTATEs of a server that cannot serve: connection (08), out of connections, stopping, starting. */
const cannotServe = /^(08...|53300|57P0[1-5]|25006)$/;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** The causes of an error, the error itself first; a chain that bites its tail ends. */
const causesOf = function* (error: unknown): Generator<Error> {
  const seen = new Set<unknown>();
  for (let each = error; each instanceof Error && !seen.has(each); each = each.cause) {
    seen.add(each);
    yield each;
  }
};

/** Whether the error says that the database cannot be reached or cannot serve just now. */
export const isDatabaseAway = (error: unknown): boolean => {
  const causes = [...causesOf(error)];
  // Both the driver and Drizzle put the query on its error; ENOENT of a file has none.
  const ofQuery = causes.some((cause) => "query" in cause);
  return causes.some((cause) => {
    const code = codeOf(cause) ?? "";
    return (
      code.startsWith("CONNECT") ||
      (ofQuery && (lostConnection.has(code) || cannotServe.test(code)))
    );
  });
};
