import type { LayerSpecification } from "maplibre-gl";
import { inAtlas } from "../atlas-source.ts";
import type { Palette } from "../palette.ts";

/** Borders of counties from a zoom on, and of states. */
export const borders = (palette: Palette, { countiesFrom = 5 } = {}): LayerSpecification[] => [
  {
    id: "county-borders",
    type: "line",
    ...inAtlas("counties"),
    minzoom: countiesFrom,
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.county,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.2, 5, 0.5, 9, 1.2],
    },
  },
  {
    id: "state-borders",
    type: "line",
    ...inAtlas("states"),
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.state,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 9, 2],
    },
  },
];
