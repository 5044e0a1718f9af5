import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Pool } from "../api/schema.ts";
import { forgetOwner, keptFor, noteOwner } from "./kept-owner.ts";
import type { Figures } from "./pool-edit.ts";

/** A count that a person stated and that the server does not have yet. */
export interface KeptCount {
  readonly viewerId: string;
  readonly programId: string;
  readonly poolId: string;
  readonly figures: Figures;
  /** The Idempotency-Key under which it is sent, now and later. */
  readonly key: string;
  /** When it was stated: milliseconds by this device's clock. */
  readonly at: number;
}

/** The desk as it was last read: own programs, pools and counts, and nothing else of them. */
export interface KeptDesk {
  readonly viewerId: string;
  readonly programs: readonly {
    readonly id: string;
    readonly name: string;
    pools: readonly Pool[];
  }[];
}

interface Kept extends DBSchema {
  counts: { key: string; value: KeptCount };
  desk: { key: string; value: KeptDesk };
}

const theDesk = "desk";

let opened: Promise<IDBPDatabase<Kept>> | undefined;
const open = (): Promise<IDBPDatabase<Kept>> =>
  (opened ??= openDB<Kept>("harborlight", 1, {
    upgrade: (database) => {
      database.createObjectStore("counts", { keyPath: "poolId" });
      database.createObjectStore("desk");
    },
  }));

/** Keeps a count until the server has it; false where this device keeps nothing. */
export const keepCount = async (kept: KeptCount): Promise<boolean> => {
  try {
    noteOwner(kept.viewerId);
    await (await open()).put("counts", kept);
    return true;
  } catch {
    return false;
  }
};

/** The count needs to be kept no longer, unless another was stated meanwhile. */
export const dropCount = async (poolId: string, key: string): Promise<void> => {
  const transaction = (await open()).transaction("counts", "readwrite");
  const kept = await transaction.store.get(poolId);
  if (kept?.key === key) await transaction.store.delete(poolId);
  await transaction.done;
};

/** What this person stated of a program and the server does not have, as far as this device knows. */
export const keptCounts = async (viewerId: string, programId: string): Promise<KeptCount[]> => {
  if (keptFor() !== viewerId) return [];
  const all = await (await open()).getAll("counts");
  return all.filter((kept) => kept.viewerId === viewerId && kept.programId === programId);
};

export const keepDesk = async (desk: KeptDesk): Promise<void> => {
  noteOwner(desk.viewerId);
  await (await open()).put("desk", desk, theDesk);
};

/** The desk that was kept last, for a screen that is opened without network. */
export const keptDesk = async (): Promise<KeptDesk | undefined> => {
  if (keptFor() === undefined) return undefined;
  return (await open()).get("desk", theDesk);
};

/** Forgets everything that was kept, whoever's it was. */
export const forgetKept = async (): Promise<void> => {
  const database = await open();
  await Promise.all([database.clear("counts"), database.clear("desk")]);
  forgetOwner();
};
