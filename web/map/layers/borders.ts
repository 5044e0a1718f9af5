import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "../palette.ts";

export const borders = (palette: Palette): LayerSpecification[] => [
  {
    id: "county-borders",
    type: "line",
    source: "county-borders",
    minzoom: 5,
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.county,
      "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.5, 9, 1.2],
    },
  },
  {
    id: "state-borders",
    type: "line",
    source: "state-borders",
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.state,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 9, 2],
    },
  },
];
