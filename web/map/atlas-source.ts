import type { VectorSourceSpecification } from "maplibre-gl";
import { tilePath } from "virtual:atlas";
import { tileZooms } from "../build/tile-zooms.ts";

/** The source that every map of ours lies on: the tiles of `cut-atlas.ts`. */
export const atlasSource = "atlas";

/** Tiles are fetched by a worker, to which a path says nothing. */
export const atlasTiles = (): VectorSourceSpecification => ({
  type: "vector",
  tiles: [`${location.origin}${tilePath}`],
  minzoom: tileZooms.from,
  maxzoom: tileZooms.to,
});

type AtlasLayer = "states" | "counties" | "state-names" | "county-names";

/** Where a layer of the style finds its shapes. */
export const inAtlas = (layer: AtlasLayer, source = atlasSource) => ({
  source,
  "source-layer": layer,
});
