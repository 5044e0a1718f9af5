import type { Position } from "../cursor.ts";

/** A hit with what orders it: smaller keys first, null last, then names, then ids. */
export interface Placed {
  readonly key: number | null;
  readonly name: string;
  readonly id: string;
}

const comesAfter = (hit: Placed, position: Placed): boolean => {
  const [a, b] = [hit.key ?? Infinity, position.key ?? Infinity];
  if (a !== b) return a > b;
  return hit.name === position.name ? hit.id > position.id : hit.name > position.name;
};

const isAt = (hit: Placed, position: Placed): boolean =>
  hit.id === position.id && hit.key === position.key && hit.name === position.name;

/** Where the hits after the position begin in a window of them; its length where none does. */
const beginning = (window: readonly Placed[], position: Placed): number => {
  const at = window.findIndex((hit) => isAt(hit, position));
  if (at !== -1) return at + 1;
  const after = window.findIndex((hit) => comesAfter(hit, position));
  return after === -1 ? window.length : after;
};

/** How many before the expected place are looked at, so that a few changes cost no more requests. */
const margin = 5;

/**
 * The first `count` hits after a position, though hits may have come and gone before it: where it
 * stood is a guess to begin at, what it was decides.
 * @param fetch hits from an offset on; fewer than asked for where they end
 */
export const walkPages = async <Hit extends Placed>(
  fetch: (offset: number, limit: number) => Promise<readonly Hit[]>,
  position: Position | undefined,
  count: number,
): Promise<Hit[]> => {
  if (position === undefined) return [...(await fetch(0, count))];
  const limit = count + 2 * margin;
  let offset = Math.max(0, (position.seen ?? 0) - margin);
  let window = await fetch(offset, limit);
  for (let back = limit; offset > 0; back *= 2) {
    const [first] = window;
    if (first && !comesAfter(first, position)) break;
    offset = Math.max(0, offset - back);
    window = await fetch(offset, limit);
  }
  let begin = beginning(window, position);
  while (begin === window.length && window.length === limit) {
    offset += limit;
    window = await fetch(offset, limit);
    begin = beginning(window, position);
  }
  const page = window.slice(begin);
  while (page.length < count && window.length === limit) {
    offset += limit;
    window = await fetch(offset, limit);
    page.push(...window);
  }
  return page.slice(0, count);
};
