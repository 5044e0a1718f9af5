import type { GeoJSON } from "geojson";
import type { SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { AtlasLevel } from "./atlas.ts";
import { borders } from "./layers/borders.ts";
import { land } from "./layers/land.ts";
import { names } from "./layers/names.ts";
import { reach, reachArea } from "./layers/reach.ts";
import type { Palette } from "./palette.ts";
import type { Position } from "./points.ts";

/** From the ground up. */
const layerOrder = [land, borders, reach, names];

export interface StyleInput {
  palette: Palette;
  states: AtlasLevel | undefined;
  counties: AtlasLevel | undefined;
  reach: { origin: Position; miles: number } | undefined;
}

const nothing: GeoJSON = { type: "FeatureCollection", features: [] };
const source = (data: GeoJSON | undefined): SourceSpecification => ({
  type: "geojson",
  data: data ?? nothing,
});

/** Our own basemap: states and counties, no tiles, no glyph server. */
export const basemapStyle = (input: StyleInput): StyleSpecification => ({
  version: 8,
  sources: {
    states: source(input.states?.areas),
    "state-borders": source(input.states?.borders),
    "state-names": source(input.states?.names),
    "county-borders": source(input.counties?.borders),
    "county-names": source(input.counties?.names),
    reach: source(input.reach && reachArea(input.reach.origin, input.reach.miles)),
  },
  layers: layerOrder.flatMap((layers) => layers(input.palette)),
});
