/** SQLSTATEs of text that PostgreSQL cannot hold: a NUL character, bytes that are not UTF-8. */
const unstorable = new Set(["22021", "22P05"]);

/** Whether the error says that text which was sent holds characters that cannot be stored. */
export const isUnstorableText = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (
    cause instanceof Error &&
    "code" in cause &&
    typeof cause.code === "string" &&
    unstorable.has(cause.code)
  );
};
