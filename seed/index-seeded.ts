import { existsSync } from "node:fs";
import type { Writer } from "../db/client.ts";

const indexer = new URL("../server/search/index-programs.ts", import.meta.url);

/** Indexes the seeded programs where the search index exists already. */
export const indexSeeded = async (tx: Writer, programIds: readonly string[]): Promise<void> => {
  if (!existsSync(indexer)) return;
  const { indexPrograms } = (await import(indexer.href)) as {
    indexPrograms: (tx: Writer, ids: readonly string[]) => Promise<void>;
  };
  await indexPrograms(tx, programIds);
};
