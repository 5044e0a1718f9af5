import { readHead } from "./changed.repo.ts";
import { is } from "./filter.ts";
import { readState } from "./index-state.ts";
import type { Writing } from "./keep-in-step.ts";
import { readStanding } from "./pending.repo.ts";

/** How an index stands beside the database. */
export interface IndexStatus {
  /** Of the database's documents. */
  readonly version: number;
  readonly documents: number;
  /** Version that the index has; undefined: there is none. */
  readonly reached: number | undefined;
  /** Programs that it does not have as they are, counted up to ten thousand. */
  readonly pending: number;
  readonly lagSeconds: number;
}

const countedMost = 10_000;

export const readIndexStatus = async (
  { client, reader }: Writing,
  uid: string,
): Promise<IndexStatus> => {
  const { version } = await readHead(reader);
  const state = await readState(client, uid);
  if (!state) return { version, documents: 0, reached: undefined, pending: 0, lagSeconds: 0 };
  const { pending, lagSeconds } = await readStanding(reader, state, countedMost);
  const copies = { filter: is("record", "program"), fields: ["id"], limit: 0 };
  const { total } = await client.index(uid).getDocuments(copies);
  return {
    ...{ version, reached: state.version, pending: pending.length, lagSeconds },
    documents: total,
  };
};
