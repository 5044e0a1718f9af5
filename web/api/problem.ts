import type { Problem } from "./schema.ts";

/** The server refused; `problem.code` is stable and says why. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** No answer came: the device is offline, or the server is away. */
export class Unreachable extends Error {}

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "code" in body && "status" in body;

/** Waits for an answer of the API: its data, or a `Refused` or `Unreachable` error. */
export const answered = async <T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> => {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Unreachable("No answer came", { cause });
  });
  if (data !== undefined) return data;
  if (isProblem(error)) throw new Refused(error);
  throw new Unreachable(`The answer was ${response.status}`);
};
