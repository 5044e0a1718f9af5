import { on } from "svelte/events";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, select, textarea, dialog") !== null;

/** Lets "/" go to the search field from anywhere on the page. */
export const slashFocuses = (field: HTMLInputElement): (() => void) =>
  on(window, "keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

/**
 * Lets arrow keys go from the search field into the results, from result to result, and back; Home
 * and End go to the first and the last. Results are articles whose first link opens them.
 */
export const resultKeys = (node: HTMLElement): (() => void) =>
  on(node, "keydown", (event) => {
    if (!(event.target instanceof HTMLElement) || event.altKey || event.ctrlKey) return;
    const inField = event.target.matches("input[type=search]");
    const from = event.target.closest("article");
    if (!inField && !from) return;
    const links = [...node.querySelectorAll<HTMLElement>("article h3 a, article h2 a")];
    const at = links.findIndex((link) => from?.contains(link));
    const next = {
      ArrowDown: links[at + 1],
      ArrowUp: at > 0 ? links[at - 1] : node.querySelector<HTMLElement>("input[type=search]"),
      Home: inField ? undefined : links[0],
      End: inField ? undefined : links.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    (next.closest("article") ?? next).scrollIntoView({ block: "nearest" });
  });
