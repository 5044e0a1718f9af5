import type { LayerSpecification } from "maplibre-gl";
import { inAtlas } from "../atlas-source.ts";
import type { Palette } from "../palette.ts";

export const land = (palette: Palette): LayerSpecification[] => [
  { id: "water", type: "background", paint: { "background-color": palette.water } },
  {
    id: "land",
    type: "fill",
    ...inAtlas("states"),
    paint: { "fill-color": palette.land, "fill-antialias": false },
  },
];
