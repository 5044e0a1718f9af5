import { penOf } from "../../map/class-patterns.ts";
import type { FigureLayer } from "../../map/figure-layer.ts";
import type { Box } from "../../map/paint-figures.ts";
import { readTokens } from "../../map/palette.ts";
import type { ShownFigures } from "../shown-figures.ts";
import { drawLegend } from "./draw-legend.ts";
import { font, weights, writeLine, writeLines } from "./write-text.ts";

/** What is written around the maps, in the language of the screen. */
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

/** A map of the picture, and for whom or which month it is. */
export interface PictureMap {
  readonly whom: string;
  readonly layer: FigureLayer;
  readonly figures: ShownFigures;
}

/** A slide: 16 to 9. */
export const pictureSize = { width: 1920, height: 1080 };
const margin = 56;
const top = 184;
const wide = pictureSize.width - 2 * margin;
const legendWidth = 440;
const between = 48;
const sourceHeight = 30;
const ink = ["ground", "text-strong", "text-soft", "training", "training-ground"] as const;
type Ink = Record<(typeof ink)[number], string>;

interface Page {
  readonly pen: CanvasRenderingContext2D;
  readonly words: PictureWords;
  readonly colours: Ink;
  readonly paint: (box: Box, layer: FigureLayer) => Promise<number>;
  /** Where the sources begin. */
  readonly foot: number;
}

/** One map with its legend and notes to its right. */
const drawOne = async (
  { pen, words, colours, paint, foot }: Page,
  { layer, figures }: PictureMap,
): Promise<void> => {
  const width = wide - legendWidth - between;
  const beyond = await paint({ x: margin, y: top, width, height: foot - top }, layer);
  const x = margin + width + between;
  const place = { x, y: top + 24, width: legendWidth, columns: 1 };
  let next = drawLegend(pen, place, words, figures, layer.patterned) + 6;
  pen.fillStyle = colours["text-soft"];
  pen.font = font(20);
  for (const note of beyond > 0 ? [...words.notes, words.beyond(beyond)] : words.notes) {
    next = writeLines(pen, note, { x, y: next, width: legendWidth, height: 26 }) + 8;
  }
};

const headHeight = 44;
const legendHeight = 218;
const noteHeight = 26;

/** Maps beside each other, each with whom it is for above it and its legend below. */
const drawBeside = async (
  { pen, words, colours, paint, foot }: Page,
  maps: readonly PictureMap[],
): Promise<void> => {
  const width = (wide - (maps.length - 1) * between) / maps.length;
  const notesAt = foot - noteHeight;
  const height = notesAt - legendHeight - top - headHeight;
  let beyond = 0;
  for (const [at, { whom, layer, figures }] of maps.entries()) {
    const x = margin + at * (width + between);
    pen.fillStyle = colours["text-strong"];
    writeLine(pen, whom, { x, y: top + 14, width, size: 32, weight: 700 });
    beyond = Math.max(beyond, await paint({ x, y: top + headHeight, width, height }, layer));
    const y = top + headHeight + height + 32;
    drawLegend(pen, { x, y, width, columns: 2 }, words, figures, layer.patterned);
  }
  pen.fillStyle = colours["text-soft"];
  const notes = beyond > 0 ? [...words.notes, words.beyond(beyond)] : words.notes;
  writeLine(pen, notes.join(" "), { x: margin, y: notesAt, width: wide, size: 20 });
};

const drawWarning = (
  pen: CanvasRenderingContext2D,
  warning: string | undefined,
  colours: Ink,
): void => {
  if (warning === undefined) return;
  pen.font = font(24, 700);
  const room = pen.measureText(warning).width + 32;
  const x = pictureSize.width - room;
  pen.fillStyle = colours["training-ground"];
  pen.fillRect(x, 0, room, 44);
  pen.fillStyle = colours.training;
  pen.fillText(warning, x + 16, 30);
};

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The picture could not be made."));
    }, "image/png");
  });

/**
 * One map or several beside each other as a slide, in light colours: title, place and date, maps,
 * legends and source. A PNG.
 */
export const drawPicture = async (
  words: PictureWords,
  maps: readonly PictureMap[],
): Promise<Blob> => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, pictureSize);
  const { width, height } = pictureSize;
  const pen = penOf(canvas);
  const colours = readTokens(true, ink);
  const [{ paintFigures }] = await Promise.all([
    import("../../map/paint-figures.ts"),
    ...weights.map((weight) => document.fonts.load(font(24, weight))),
  ]);
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = colours["text-strong"];
  writeLine(pen, words.title, { x: margin, y: 96, width: wide, size: 52, weight: 700 });
  pen.fillStyle = colours["text-soft"];
  writeLine(pen, words.subtitle, { x: margin, y: 144, width: wide, size: 28 });
  const page: Page = {
    ...{ pen, words, colours, paint: (box, layer) => paintFigures(pen, box, layer) },
    foot: height - 44 - words.sources.length * sourceHeight,
  };
  const [one, ...others] = maps;
  if (one && others.length === 0) await drawOne(page, one);
  else await drawBeside(page, maps);
  pen.fillStyle = colours["text-soft"];
  for (const [index, line] of words.sources.entries()) {
    const y = height - 34 - (words.sources.length - 1 - index) * sourceHeight;
    writeLine(pen, line, { x: margin, y, width: wide, size: 22 });
  }
  drawWarning(pen, words.warning, colours);
  return toPng(canvas);
};
