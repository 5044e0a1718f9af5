import { gapValues, type Gap } from "../api/schema.ts";
import { classifyFigures, classOf } from "./figure-classes.ts";
import type { FigureTable } from "./figure-table.ts";
import { figureInWords, gapWords } from "./gap-words.ts";
import { metricKinds, type MapMetric } from "./map-metrics.ts";

/** A token's colour, as a style takes it. */
export const colourOf = (token: string): string => `var(--${token})`;

export interface LegendEntry {
  readonly token: string;
  readonly label: string;
  /** How many counties. */
  readonly size: number;
}

/** Figures of a metric as the map, the legend and the table show them. */
export interface ShownFigures {
  readonly legend: readonly LegendEntry[];
  /** A token of `tokens.css` a class, in their order. */
  readonly tokens: readonly string[];
  /** The class of each county that has a figure, by FIPS code. */
  readonly classes: ReadonlyMap<string, number>;
  /** Counties without a figure. */
  readonly without: number;
}

/** The token of a gap's colour. */
export const gapToken = (gap: Gap): string => `gap-${gap.replaceAll("_", "-")}`;
const gapTokens = gapValues.map(gapToken);
const scaleTokens = [1, 2, 3, 4, 5].map((step) => `scale-${step}`);

const figuresOf = ({ counties, figure: of }: FigureTable, metric: MapMetric): Map<string, number> =>
  new Map(
    counties.flatMap((fips, row) => {
      const figure = of(metric, row);
      return figure === null ? [] : [[fips, figure] as const];
    }),
  );

/**
 * The classes of a metric over one table or several that stand beside each other, so that a
 * colour means the same in all of them.
 */
export const showFigures = (
  metric: MapMetric,
  tables: readonly FigureTable[],
): readonly ShownFigures[] => {
  const all = tables.map((table) => figuresOf(table, metric));
  const isGap = metricKinds[metric] === "gap";
  const classes = isGap ? [] : classifyFigures(all.flatMap((figures) => [...figures.values()]));
  // Few classes spread over the whole scale.
  const spread = (index: number) =>
    scaleTokens[
      classes.length < 2
        ? index
        : Math.round((index * (scaleTokens.length - 1)) / (classes.length - 1))
    ] ?? "scale-5";
  return all.map((figures, at) => {
    const found = new Map(
      [...figures].flatMap(([fips, figure]) => {
        const index = isGap ? figure : classOf(classes, figure);
        return index === undefined ? [] : [[fips, index] as const];
      }),
    );
    const sizes = new Map<number, number>();
    for (const index of found.values()) sizes.set(index, (sizes.get(index) ?? 0) + 1);
    const legend = isGap
      ? gapValues
          .map((gap, index) => ({
            ...{ gap, token: gapTokens[index] ?? "", label: gapWords[gap]() },
            size: sizes.get(index) ?? 0,
          }))
          // The last: whoever sees only own regions needs no line for what is told elsewhere.
          .filter(({ gap, size }) => gap !== "untold" || size > 0)
      : classes.map(({ from, to }, index) => ({
          token: spread(index),
          label:
            from === to
              ? figureInWords(metric, from)
              : `${figureInWords(metric, from)} – ${figureInWords(metric, to)}`,
          size: sizes.get(index) ?? 0,
        }));
    return {
      ...{ legend, tokens: legend.map(({ token }) => token), classes: found },
      without: (tables[at]?.counties.length ?? 0) - found.size,
    };
  });
};
