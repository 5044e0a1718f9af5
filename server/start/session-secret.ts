import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failureCode } from "../../db/cannot-start.ts";

/** The secret that signs sessions, kept in the data folder so that a restart signs nobody out. */
export const sessionSecret = (folder: string): string => {
  const file = join(folder, "session-secret");
  const made = `${file}.${process.pid}`;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (failureCode(error) !== "ENOENT") throw error;
  }
  // Linked into place whole; of two instances that start at once, one secret wins.
  writeFileSync(made, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(made, file);
  } catch (error) {
    if (failureCode(error) !== "EEXIST") throw error;
  } finally {
    rmSync(made);
  }
  return readFileSync(file, "utf8");
};
