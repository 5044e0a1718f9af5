import type { Database } from "../../../db/client.ts";
import { pushKeys } from "../../../db/schema/index.ts";

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** The installation's key pair; of two instances that first need it at once, one pair wins. */
export const keepPushKeys = async (database: Database, make: () => PushKeys): Promise<PushKeys> => {
  const find = () => database.read.select().from(pushKeys);
  const [kept] = await find();
  if (kept) return kept;
  await database.transaction((tx) => tx.insert(pushKeys).values(make()).onConflictDoNothing());
  const [made] = await find();
  if (!made) throw new Error("The keys for web push could not be kept.");
  return made;
};
