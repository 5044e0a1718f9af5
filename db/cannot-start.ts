/** A reason not to start that an operator can act on: one line that says what is wrong and what to do. */
export class CannotStart extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CannotStart";
  }
}

/** The system's code of a failure (`ENOENT`, `28P01`), or nothing. */
export const failureCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** What a failure says of itself, in one line. */
export const failureText = (error: unknown): string => {
  const text = error instanceof Error ? error.message || failureCode(error) : String(error);
  return (text ?? "it failed without saying why").split("\n")[0] ?? "";
};
