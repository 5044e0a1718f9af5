import { on } from "svelte/events";

/**
 * Lets arrow keys go from card to card inside a node, staying on the same button; Home and End go
 * to the first and the last card. Tab still goes through everything.
 */
export const arrowKeys = (node: HTMLElement): (() => void) =>
  on(node, "keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const end = { Home: 0, End: -1 }[event.key];
    if ((by === undefined && end === undefined) || !(event.target instanceof Element)) return;
    const from = event.target.closest("article");
    if (!from) return;
    const cards = [...node.querySelectorAll("article")];
    const place = [...from.querySelectorAll("a")].findIndex((link) => link === event.target);
    const card = by === undefined ? cards.at(end ?? 0) : cards[cards.indexOf(from) + by];
    const links = card?.querySelectorAll("a");
    const next = links?.[Math.min(Math.max(place, 0), links.length - 1)];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  });
