import { eachBit, hasBit, type Bits } from "../bits.ts";
import type { Position } from "./cursor.ts";
import type { ProgramColumns } from "./program-columns.ts";

/**
 * What orders the programs before their names do, smaller first; null comes last. Undefined: names
 * alone.
 */
export type SortKey = ((slot: number) => number | null) | undefined;

/** Where a name and id stand, or would stand, among all programs. */
const rankOf = (columns: ProgramColumns, { name, id }: Position): number => {
  let [low, high] = [0, columns.byName.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const slot = columns.byName[middle] ?? 0;
    const other = columns.names[slot] ?? "";
    const before = other !== name ? other < name : (columns.ids[slot] ?? "") <= id;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
};

const byNames = (columns: ProgramColumns, members: Bits, from: number, count: number): number[] => {
  const page: number[] = [];
  for (let rank = from; rank < columns.byName.length && page.length < count; rank += 1) {
    const slot = columns.byName[rank] ?? 0;
    if (hasBit(members, slot)) page.push(slot);
  }
  return page;
};

/** The first `count` members after `after` in the order of `key`, then name, then id. */
export const takePage = (
  columns: ProgramColumns,
  members: Bits,
  key: SortKey,
  after: Position | undefined,
  count: number,
): number[] => {
  const afterRank = after ? rankOf(columns, after) : 0;
  if (!key) return byNames(columns, members, afterRank, count);
  const afterKey = after ? (after.key ?? Infinity) : -Infinity;
  const page: Placed[] = [];
  eachBit(members, (slot) => {
    const value = key(slot) ?? Infinity;
    const rank = columns.nameRank[slot] ?? 0;
    if (value < afterKey || (value === afterKey && rank < afterRank)) return;
    const last = page.at(-1);
    if (page.length === count && last && !comesBefore(value, rank, last)) return;
    let at = page.length;
    while (at > 0 && comesBefore(value, rank, page[at - 1])) at -= 1;
    page.splice(at, 0, { slot, key: value, rank });
    if (page.length > count) page.pop();
  });
  return page.map(({ slot }) => slot);
};

/** A key as it goes into a cursor; null: after all that have one. */
export const finiteKey = (key: number | null | undefined): number | null =>
  key === undefined || key === null || !Number.isFinite(key) ? null : key;

interface Placed {
  slot: number;
  key: number;
  rank: number;
}

const comesBefore = (key: number, rank: number, other: Placed | undefined): boolean =>
  other === undefined || key < other.key || (key === other.key && rank < other.rank);
