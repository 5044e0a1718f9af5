import { count } from "../../format.ts";
import { classPatterns, patternTile } from "../../map/class-patterns.ts";
import { readTokens } from "../../map/palette.ts";
import type { ShownFigures } from "../shown-figures.ts";
import { font, writeLines } from "./write-text.ts";

const ink = ["text-strong", "line-strong", "map-land", "map-pattern"] as const;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** How many entries stand beside each other. */
  readonly columns: number;
}

interface Entry {
  readonly fill: string | undefined;
  readonly label: string;
  readonly size: number;
  /** Of its pattern. */
  readonly index: number;
}

const entriesOf = ({ legend, without }: ShownFigures, withoutWords: string): Entry[] => {
  const inks = readTokens(true, [...legend.map(({ token }) => token), "map-land"]);
  return [
    ...legend.map(({ token, label, size }, index) => ({ fill: inks[token], label, size, index })),
    ...(without > 0
      ? [{ fill: inks["map-land"], label: withoutWords, size: without, index: -1 }]
      : []),
  ];
};

const drawEntry = (
  pen: CanvasRenderingContext2D,
  { fill, label, size, index }: Entry,
  { x, y, width }: Omit<Place, "columns">,
  patterned: boolean,
): number => {
  const colours = readTokens(true, ink);
  pen.beginPath();
  pen.roundRect(x, y - 20, 52, 34, 5);
  pen.fillStyle = fill ?? "";
  pen.fill();
  const tile = patternTile(classPatterns[index] ?? "", colours["map-pattern"]);
  const pattern = patterned ? pen.createPattern(tile, null) : null;
  if (pattern) {
    pen.fillStyle = pattern;
    pen.fill();
  }
  pen.strokeStyle = colours["line-strong"];
  pen.lineWidth = 1;
  pen.stroke();
  pen.fillStyle = colours["text-strong"];
  pen.font = font(24);
  const number = count(size);
  pen.textAlign = "right";
  pen.fillText(number, x + width, y + 5);
  pen.textAlign = "left";
  const room = width - 68 - pen.measureText(number).width - 16;
  return writeLines(pen, label, { x: x + 68, y: y + 5, width: room, height: 29 }) + 16;
};

/** Draws what the classes mean and how many counties are in each; answers where it ends. */
export const drawLegend = (
  pen: CanvasRenderingContext2D,
  { x, y, width, columns }: Place,
  words: { readonly legend: string; readonly without: string },
  figures: ShownFigures,
  patterned: boolean,
): number => {
  const colours = readTokens(true, ink);
  pen.fillStyle = colours["text-strong"];
  pen.font = font(26, 700);
  const top = writeLines(pen, words.legend, { x, y, width, height: 32 }) + 10;
  const entries = entriesOf(figures, words.without);
  const rows = Math.ceil(entries.length / columns);
  const gap = 40;
  const each = (width - (columns - 1) * gap) / columns;
  const ends = Array.from({ length: columns }, (_, column) => {
    const place = (next: number) => ({ x: x + column * (each + gap), y: next, width: each });
    return entries
      .slice(column * rows, (column + 1) * rows)
      .reduce((next, entry) => drawEntry(pen, entry, place(next), patterned), top);
  });
  return Math.max(top, ...ends);
};
