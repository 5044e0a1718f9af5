import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { classPatterns, patternName } from "../class-patterns.ts";
import type { Palette } from "../palette.ts";

/** Counties filled by the class of their figure. */
export interface FigureColours {
  /** A colour a class, in their order. */
  readonly classes: readonly string[];
  readonly patterned: boolean;
  /** FIPS code of the county that is looked at. */
  readonly chosen: string | undefined;
  readonly mark: string;
}

const ofClass = (values: readonly string[], otherwise: string): ExpressionSpecification =>
  [
    "match",
    ["get", "class"],
    ...values.flatMap((value, index) => [index, value]),
    otherwise,
  ] as unknown as ExpressionSpecification;

export const figures = (
  palette: Palette,
  { classes, patterned }: FigureColours,
): LayerSpecification[] => [
  {
    id: "county-figures",
    type: "fill",
    source: "county-figures",
    paint: {
      "fill-color": classes.length > 0 ? ofClass(classes, palette.land) : palette.land,
      "fill-antialias": false,
    },
  },
  ...(patterned && classes.length > 0
    ? [
        {
          id: "county-patterns",
          type: "fill" as const,
          source: "county-figures",
          filter: ["has", "class"] as ExpressionSpecification,
          paint: {
            "fill-pattern": ofClass(
              classPatterns.slice(0, classes.length).map((_, index) => patternName(index)),
              patternName(0),
            ),
          },
        },
      ]
    : []),
];

/** The county that is looked at, over all borders. */
export const chosenCounty = ({ chosen, mark }: FigureColours): LayerSpecification[] => [
  {
    id: "chosen-county",
    type: "line",
    source: "county-figures",
    filter: ["==", ["get", "fips"], chosen ?? ""],
    layout: { "line-join": "round" },
    paint: { "line-color": mark, "line-width": 3.5 },
  },
];
