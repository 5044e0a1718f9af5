import { on } from "svelte/events";

/** Lets arrow keys go from marker to marker; on the map itself they still move the map. */
export const arrowMarkers = (node: HTMLElement): (() => void) =>
  on(
    node,
    "keydown",
    (event) => {
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const target = event.target;
      if (by === undefined || !(target instanceof HTMLElement) || !target.dataset["program"])
        return;
      event.preventDefault();
      event.stopPropagation();
      const markers = [...node.querySelectorAll<HTMLElement>("[data-program]")];
      markers.at((markers.indexOf(target) + by) % markers.length)?.focus();
    },
    { capture: true },
  );
