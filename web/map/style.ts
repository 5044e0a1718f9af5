import type { GeoJSON } from "geojson";
import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  VectorSourceSpecification,
} from "maplibre-gl";
import { atlasSource, atlasTiles } from "./atlas-source.ts";
import { borders } from "./layers/borders.ts";
import { land } from "./layers/land.ts";
import { names } from "./layers/names.ts";
import { reach, reachArea } from "./layers/reach.ts";
import type { Palette } from "./palette.ts";
import type { Position } from "./points.ts";

/** What a map of ours is made of: shapes by name, and layers over each other that draw them. */
export interface OwnStyle {
  readonly sources: Readonly<
    Record<string, GeoJSONSourceSpecification | VectorSourceSpecification>
  >;
  /** From the ground up. A layer has the same properties as long as it is there. */
  readonly layers: readonly LayerSpecification[];
}

/** From the ground up. */
const layerOrder = [land, borders, reach, names];

export interface StyleInput {
  palette: Palette;
  reach: { origin: Position; miles: number } | undefined;
}

const nothing: GeoJSON = { type: "FeatureCollection", features: [] };
/** A source of these shapes; of none where there are none. */
export const geojson = (
  data: GeoJSON | undefined,
  options: Omit<GeoJSONSourceSpecification, "type" | "data"> = {},
): GeoJSONSourceSpecification => ({
  type: "geojson",
  data: data ?? nothing,
  ...options,
});

/** Our own basemap: states and counties, no tiles, no glyph server. */
export const basemapStyle = (input: StyleInput): OwnStyle => ({
  sources: {
    [atlasSource]: atlasTiles(),
    reach: geojson(input.reach && reachArea(input.reach.origin, input.reach.miles)),
  },
  layers: layerOrder.flatMap((layers) => layers(input.palette)),
});
