import { geoCircle } from "d3-geo";
import type { Geometry } from "geojson";
import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "../palette.ts";
import type { Position } from "../points.ts";

const milesInDegree = 69.09;

/** A circle of `miles` around a position. */
export const reachArea = (origin: Position, miles: number): Geometry =>
  geoCircle()
    .center([origin.lon, origin.lat])
    .radius(Math.min(miles / milesInDegree, 89))();

/** How far the need reaches. */
export const reach = (palette: Palette): LayerSpecification[] => [
  {
    id: "reach",
    type: "line",
    source: "reach",
    paint: { "line-color": palette.label, "line-width": 1.5, "line-dasharray": [4, 3] },
  },
];
