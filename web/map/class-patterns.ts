/** What draws on a canvas. */
export const penOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser draws no pictures.");
  return pen;
};

/** Edge of a pattern's tile, in pixels of the screen. */
export const patternSize = 12;

/**
 * What is drawn over the colour of each class, so that classes are told apart without it: an SVG
 * path in a tile of 12 by 12, stroked; empty for a plain colour. From the first class on there is
 * ever more ink; the last stands for what is not told.
 */
export const classPatterns: readonly string[] = [
  "",
  "M6 5.5v1",
  "M3 2.5v1M9 8.5v1M9 2.5v1M3 8.5v1",
  "M-1 13L13 -1M-7 7L7 -7M5 19L19 5",
  "M-1 13L13 -1M-1 -1L13 13",
  "M0 3h12M0 9h12M3 0v12M9 0v12",
  "M3 6h6",
];

/** Strokes of patterns on a map and in its legend. */
export const patternInk = { width: 1.2, opacity: 0.6 };

/** The tile of a pattern, twice as fine as it is large. */
export const patternTile = (path: string, colour: string): HTMLCanvasElement => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = patternSize * 2;
  const pen = penOf(canvas);
  pen.scale(2, 2);
  pen.strokeStyle = colour;
  pen.globalAlpha = patternInk.opacity;
  pen.lineWidth = patternInk.width;
  pen.lineCap = "round";
  pen.stroke(new Path2D(path));
  return canvas;
};

/** What a class is filled with on a map: its colour with its pattern over it. */
export interface ClassFilling {
  /** The same filling has the same name. */
  readonly name: string;
  readonly image: ImageData;
}

export const classFilling = (index: number, colour: string, ink: string): ClassFilling => {
  const edge = patternSize * 2;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = edge;
  const pen = penOf(canvas);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, edge, edge);
  pen.drawImage(patternTile(classPatterns[index] ?? "", ink), 0, 0);
  return { name: `class-${index}-${colour}-${ink}`, image: pen.getImageData(0, 0, edge, edge) };
};
