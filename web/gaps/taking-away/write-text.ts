const face = "Atkinson Hyperlegible";

export const weights = [400, 700] as const;
export type Weight = (typeof weights)[number];

/** The app's own face, as a canvas takes it. */
export const font = (size: number, weight: Weight = 400): string =>
  `${weight} ${size}px "${face}", sans-serif`;

/** Writes on one line, smaller where it would not fit. */
export const writeLine = (
  pen: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number; width: number; size: number; weight?: Weight },
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
export const writeLines = (
  pen: CanvasRenderingContext2D,
  text: string,
  at: { x: number; y: number; width: number; height: number },
): number => {
  const lines = linesOf(pen, text, at.width);
  for (const [index, line] of lines.entries()) pen.fillText(line, at.x, at.y + index * at.height);
  return at.y + lines.length * at.height;
};
