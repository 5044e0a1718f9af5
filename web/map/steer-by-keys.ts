import { on } from "svelte/events";
import type { Map } from "maplibre-gl";

/**
 * Lets the keyboard point: while the map has the focus that a key gave it, what lies in its middle is
 * pointed at; arrow keys move the map, and Enter chooses. Answers how to stop.
 */
export const steerByKeys = (
  map: Map,
  {
    onsteer,
    onpoint,
    onenter,
  }: {
    onsteer: (steering: boolean) => void;
    onpoint: () => void;
    onenter: () => void;
  },
): (() => void) => {
  const canvas = map.getCanvas();
  let steering = false;
  const steer = (next: boolean) => {
    steering = next;
    onsteer(next);
    if (next) onpoint();
  };
  const moves = map.on("moveend", () => {
    if (steering) onpoint();
  });
  const stops = [
    on(canvas, "focus", () => steer(canvas.matches(":focus-visible"))),
    on(canvas, "blur", () => steer(false)),
    on(canvas, "pointerdown", () => steer(false)),
    on(canvas, "keydown", ({ key }) => {
      if (!steering && key.startsWith("Arrow")) steer(true);
      if (steering && key === "Enter") onenter();
    }),
  ];
  return () => {
    moves.unsubscribe();
    for (const stop of stops) stop();
  };
};
