import type {
  ExpressionFilterSpecification,
  ExpressionSpecification,
  FillLayerSpecification,
  LayerSpecification,
} from "maplibre-gl";
import { inAtlas } from "../atlas-source.ts";
import type { Palette } from "../palette.ts";

/** Counties filled by the class of their figure. */
export interface FigureColours {
  /** A colour a class, in their order. */
  readonly colours: readonly string[];
  /** The class of each county that has a figure, by FIPS code. */
  readonly classes: ReadonlyMap<string, number>;
  /** Names of images for the classes; undefined: plain colours. */
  readonly fillings: readonly string[] | undefined;
  readonly mark: string;
}

/** What layers of counties are called; what lies at a point is asked of these. */
const prefix = "county-figures";
export const isOfCounties = (layer: string): boolean => layer.startsWith(prefix);

/** The counties that are listed, or all others. */
const counties = (listed: readonly string[], others = false): ExpressionFilterSpecification =>
  listed.length === 0
    ? others
    : (["match", ["get", "fips"], listed, !others, others] as unknown as ExpressionSpecification);

/**
 * A layer a class, each of one filling: a filling that each county brings along is asked for at
 * every corner of its shape, and a pattern over a colour is drawn in two goes.
 */
export const figures = (
  palette: Palette,
  { colours, classes, fillings }: FigureColours,
): LayerSpecification[] => {
  const layer = (
    id: string,
    filter: ExpressionFilterSpecification,
    paint: FillLayerSpecification["paint"],
  ): LayerSpecification => ({
    ...{ id: `${prefix}-${id}`, type: "fill", ...inAtlas("counties"), filter },
    paint: { "fill-antialias": false, ...paint },
  });
  const ofClass = Map.groupBy(classes.keys(), (fips) => classes.get(fips));
  const shown = colours.map((colour, index) => {
    const filter = counties(ofClass.get(index) ?? []);
    const filling = fillings?.[index];
    return filling === undefined
      ? layer(`color-${index}`, filter, { "fill-color": colour })
      : layer(`pattern-${index}`, filter, { "fill-pattern": filling });
  });
  const without = counties([...classes.keys()], true);
  return [layer("without", without, { "fill-color": palette.land }), ...shown];
};

/**
 * The county that is looked at, over all borders. It has the tiles once more, so that another one is
 * looked for in them without all figures being drawn anew.
 */
export const chosenCounty = (
  chosen: string | undefined,
  { mark }: FigureColours,
): LayerSpecification[] =>
  chosen === undefined
    ? []
    : [
        {
          id: "chosen-county",
          type: "line",
          ...inAtlas("counties", "chosen-county"),
          filter: ["==", ["get", "fips"], chosen],
          layout: { "line-join": "round" },
          paint: { "line-color": mark, "line-width": 3.5 },
        },
      ];
