import { count } from "../../format.ts";
import { classPatterns, patternTile, penOf } from "../../map/class-patterns.ts";
import type { FigureLayer } from "../../map/figure-layer.ts";
import type { Box } from "../../map/paint-figures.ts";
import { readTokens } from "../../map/palette.ts";
import type { ShownFigures } from "../shown-figures.ts";

/** What is written around the map, in the language of the screen. */
export interface PictureWords {
  readonly title: string;
  /** Where and as of when. */
  readonly subtitle: string;
  readonly legend: string;
  readonly without: string;
  /** Below the legend: what its numbers count, and what dots and circles are. */
  readonly notes: readonly string[];
  /** At the foot: whose figures these are and where they are defined. */
  readonly sources: readonly string[];
  /** Over the picture where the figures are made up. */
  readonly warning: string | undefined;
  /** Where counties with a figure lie beyond the picture. */
  readonly beyond: (counties: number) => string;
}

/** A slide: 16 to 9. */
export const pictureSize = { width: 1920, height: 1080 };
const margin = 56;
const legendWidth = 440;
const face = "Atkinson Hyperlegible";
const ink = [
  "ground",
  "text-strong",
  "text-soft",
  "line-strong",
  "map-land",
  "map-pattern",
] as const;
const warningInk = ["training", "training-ground"] as const;
type Ink = Record<(typeof ink)[number] | (typeof warningInk)[number], string>;

const font = (size: number, weight: 400 | 700 = 400) => `${weight} ${size}px "${face}", sans-serif`;

/** Writes on one line, smaller where it would not fit. */
const writeLine = (
  pen: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number; width: number; size: number; weight?: 400 | 700 },
): void => {
  pen.font = font(at.size, at.weight);
  const needed = pen.measureText(text).width;
  if (needed > at.width) pen.font = font(Math.floor((at.size * at.width) / needed), at.weight);
  pen.fillText(text, at.x, at.y);
};

const linesOf = (pen: CanvasRenderingContext2D, text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = [lines.at(-1), word].filter(Boolean).join(" ");
    if (lines.length > 0 && pen.measureText(longer).width <= width)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

/** Writes on as many lines as it takes; answers where the next one begins. */
const writeLines = (
  pen: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number; width: number; height: number },
): number => {
  const lines = linesOf(pen, text, at.width);
  for (const [index, line] of lines.entries()) pen.fillText(line, at.x, at.y + index * at.height);
  return at.y + lines.length * at.height;
};

const drawLegend = (
  pen: CanvasRenderingContext2D,
  { x, y, width }: Box,
  words: PictureWords,
  { legend, without }: ShownFigures,
  patterned: boolean,
  colours: Ink,
): void => {
  const inks = readTokens(
    true,
    legend.map(({ token }) => token),
  );
  const entries = [
    ...legend.map(({ token, label, size }, index) => ({ fill: inks[token], label, size, index })),
    ...(without > 0
      ? [{ fill: colours["map-land"], label: words.without, size: without, index: -1 }]
      : []),
  ];
  pen.fillStyle = colours["text-strong"];
  pen.font = font(26, 700);
  let next = writeLines(pen, words.legend, { x, y, width, height: 32 }) + 10;
  for (const { fill, label, size, index } of entries) {
    pen.beginPath();
    pen.roundRect(x, next - 20, 52, 34, 5);
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
    pen.fillText(number, x + width, next + 5);
    pen.textAlign = "left";
    const room = width - 68 - pen.measureText(number).width - 16;
    next = writeLines(pen, label, { x: x + 68, y: next + 5, width: room, height: 29 }) + 16;
  }
  pen.fillStyle = colours["text-soft"];
  pen.font = font(20);
  next += 6;
  for (const note of words.notes) {
    next = writeLines(pen, note, { x, y: next, width, height: 26 }) + 8;
  }
};

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The picture could not be made."));
    }, "image/png");
  });

/** The map as a slide, in light colours: title, place and date, map, legend and source. A PNG. */
export const drawPicture = async (
  words: PictureWords,
  layer: FigureLayer,
  figures: ShownFigures,
): Promise<Blob> => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, pictureSize);
  const { width, height } = pictureSize;
  const pen = penOf(canvas);
  const colours = readTokens(true, [...ink, ...warningInk]);
  const [{ paintFigures }] = await Promise.all([
    import("../../map/paint-figures.ts"),
    ...([400, 700] as const).map((weight) => document.fonts.load(font(24, weight))),
  ]);
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, width, height);
  const wide = width - 2 * margin;
  pen.fillStyle = colours["text-strong"];
  writeLine(pen, words.title, { x: margin, y: 96, width: wide, size: 52, weight: 700 });
  pen.fillStyle = colours["text-soft"];
  writeLine(pen, words.subtitle, { x: margin, y: 144, width: wide, size: 28 });
  const top = 184;
  const foot = 44 + words.sources.length * 30;
  const map = { x: margin, y: top, width: wide - legendWidth - 48, height: height - top - foot };
  const beyond = await paintFigures(pen, map, layer);
  const notes = beyond > 0 ? [...words.notes, words.beyond(beyond)] : words.notes;
  const beside = { x: width - margin - legendWidth, y: top + 24, width: legendWidth, height: 0 };
  drawLegend(pen, beside, { ...words, notes }, figures, layer.patterned, colours);
  pen.fillStyle = colours["text-soft"];
  for (const [index, line] of words.sources.entries()) {
    const y = height - 34 - (words.sources.length - 1 - index) * 30;
    writeLine(pen, line, { x: margin, y, width: wide, size: 22 });
  }
  if (words.warning !== undefined) {
    pen.font = font(24, 700);
    const room = pen.measureText(words.warning).width + 32;
    pen.fillStyle = colours["training-ground"];
    pen.fillRect(width - room, 0, room, 44);
    pen.fillStyle = colours.training;
    pen.fillText(words.warning, width - room + 16, 30);
  }
  return toPng(canvas);
};
