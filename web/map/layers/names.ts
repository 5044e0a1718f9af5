import type { LayerSpecification } from "maplibre-gl";
import { inAtlas } from "../atlas-source.ts";
import type { Palette } from "../palette.ts";

// The style names no glyph server, so that MapLibre draws text with this device's fonts.
export const font = ["Atkinson Hyperlegible", "sans-serif"];

export const names = (palette: Palette): LayerSpecification[] => [
  {
    id: "county-names",
    type: "symbol",
    ...inAtlas("county-names"),
    minzoom: 7,
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": 13,
      "text-padding": 6,
    },
    paint: {
      "text-color": palette.label,
      "text-halo-color": palette.land,
      "text-halo-width": 1.2,
    },
  },
  {
    id: "state-names",
    type: "symbol",
    ...inAtlas("state-names"),
    maxzoom: 7,
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": 14,
      "text-padding": 4,
    },
    paint: {
      "text-color": palette.label,
      "text-halo-color": palette.land,
      "text-halo-width": 1.2,
    },
  },
];
