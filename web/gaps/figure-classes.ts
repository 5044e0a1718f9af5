import { scaleQuantile } from "d3-scale";

/** Some of the figures: from `from` to `to`, both included, and how many there are. */
export interface FigureClass {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

const most = 5;

/**
 * Puts figures into at most five classes by quantile. Equal figures are in the same class, and none
 * is a class of its own where it occurs, since it is not a little of something.
 */
export const classifyFigures = (figures: readonly number[]): FigureClass[] => {
  const sorted = figures.toSorted((a, b) => a - b);
  const some = sorted.filter((figure) => figure !== 0);
  const none = sorted.length - some.length;
  const wanted = none > 0 ? most - 1 : most;
  const steps = Array.from({ length: wanted }, (_, step) => step);
  const limits = new Set(
    some.length > 0 ? scaleQuantile().domain(some).range(steps).quantiles() : [],
  );
  const bounds = [...limits].filter((limit) => limit > (some[0] ?? 0));
  const classes: FigureClass[] = none > 0 ? [{ from: 0, to: 0, size: none }] : [];
  for (const [index, bound] of [...bounds, Infinity].entries()) {
    const before = bounds[index - 1] ?? -Infinity;
    const inside = some.filter((figure) => figure >= before && figure < bound);
    const [from, to] = [inside[0], inside.at(-1)];
    if (from !== undefined && to !== undefined) classes.push({ from, to, size: inside.length });
  }
  return classes;
};

/** The class that a figure is in; undefined where it is in none. */
export const classOf = (classes: readonly FigureClass[], figure: number): number | undefined => {
  const index = classes.findIndex(({ from, to }) => figure >= from && figure <= to);
  return index < 0 ? undefined : index;
};
