import type { Database } from "../../../db/client.ts";
import type { SignedIn } from "../../access/viewer.ts";
import type { Config } from "../../config.ts";
import { findKeyByHash, touchKey } from "./keys.repo.ts";
import { hashOfKey } from "./secret-key.ts";

/** Resolves what a program's system sends as `Authorization` to what it may do. */
export interface KeyReader {
  /** Staff of the key's programs and nothing more; undefined: no key that works. */
  read(authorization: string): Promise<SignedIn | undefined>;
}

const bearer = /^Bearer +(\S+)$/i;
const minute = 60_000;

export const openKeyReader = (
  database: Database,
  { dataset }: Pick<Config, "dataset">,
  clock: () => Date,
): KeyReader => ({
  read: async (authorization) => {
    const keyHash = hashOfKey(bearer.exec(authorization)?.[1] ?? "");
    const key = keyHash === undefined ? undefined : await findKeyByHash(database.read, keyHash);
    const now = clock();
    if (!key || key.revokedAt !== null) return undefined;
    if (key.expiresAt !== null && key.expiresAt <= now) return undefined;
    // Whoever signed in with the published password made it: it does not outlive training data.
    if (key.training && !dataset.includes("training")) return undefined;
    const before = new Date(now.getTime() - minute);
    if (key.lastUsedAt === null || key.lastUsedAt < before) {
      await database.transaction((tx) => touchKey(tx, key.id, { now, before }));
    }
    return {
      ...{ kind: "user", key: key.id, userId: key.createdBy, name: key.name, email: "" },
      ...{ role: "provider", programIds: new Set(key.programIds), leadOf: new Set() },
    };
  },
});
