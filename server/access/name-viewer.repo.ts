import { sql } from "drizzle-orm";
import type { Writer } from "../../db/client.ts";
import type { SignedIn } from "./viewer.ts";

/** Names the viewer of this transaction to the database, whose row security asks for it. */
export const nameViewer = async (tx: Writer, viewer: SignedIn): Promise<void> => {
  await tx.execute(sql`select set_config('harborlight.viewer', ${viewer.userId}, true)`);
};
