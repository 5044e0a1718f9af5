import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { classPatterns, patternName } from "../class-patterns.ts";
import type { Palette } from "../palette.ts";

/** Counties filled by the class of their figure. */
export interface FigureColours {
  /** A colour a class, in their order. */
  readonly colours: readonly string[];
  /** The class of each county that has a figure, by FIPS code. */
  readonly classes: ReadonlyMap<string, number>;
  readonly patterned: boolean;
  readonly mark: string;
}

/** A value for each county by its class. The shapes themselves know nothing of figures. */
const byClass = (
  classes: ReadonlyMap<string, number>,
  values: readonly string[],
  otherwise: string,
): ExpressionSpecification | string => {
  const cases = values.flatMap((value, index) => {
    const inside = [...classes].flatMap(([fips, at]) => (at === index ? fips : []));
    return inside.length > 0 ? [inside, value] : [];
  });
  if (cases.length === 0) return otherwise;
  return ["match", ["get", "fips"], ...cases, otherwise] as unknown as ExpressionSpecification;
};

export const figures = (
  palette: Palette,
  { colours, classes, patterned }: FigureColours,
): LayerSpecification[] => [
  {
    id: "county-figures",
    type: "fill",
    source: "county-figures",
    paint: {
      "fill-color": byClass(classes, colours, palette.land),
      "fill-antialias": false,
    },
  },
  ...(patterned && classes.size > 0
    ? [
        {
          id: "county-patterns",
          type: "fill" as const,
          source: "county-figures",
          paint: {
            "fill-pattern": byClass(
              classes,
              classPatterns.slice(0, colours.length).map((_, index) => patternName(index)),
              // The first is plain.
              patternName(0),
            ),
          },
        },
      ]
    : []),
];

/** The county that is looked at, over all borders. */
export const chosenCounty = ({ mark }: FigureColours): LayerSpecification[] => [
  {
    id: "chosen-county",
    type: "line",
    source: "chosen-county",
    layout: { "line-join": "round" },
    paint: { "line-color": mark, "line-width": 3.5 },
  },
];
