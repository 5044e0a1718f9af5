import { GeoJSONVT } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import { geoBounds } from "d3-geo";
import type { Feature, FeatureCollection, Point } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { centreOf } from "../map/centre-of.ts";
import { tileZooms } from "./tile-zooms.ts";

type Shapes = GeometryCollection<{ name: string }>;
/** The counties and states of us-atlas (from the Census Bureau's cartographic boundaries). */
export type Atlas = Topology<{ counties: Shapes; states: Shapes }>;

/** West of -180 where a state reaches over the date line. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface Tile {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  /** Mapbox vector tile, version 2, not compressed. */
  readonly bytes: Uint8Array;
}

export interface CutAtlas {
  readonly tiles: readonly Tile[];
  /** By the first two digits of FIPS codes. */
  readonly stateBounds: Readonly<Record<string, Bounds>>;
}

/** Names of counties fill no map of the whole country. */
const countyNamesFrom = 5;
const extent = 4096;

const areasOf = (atlas: Atlas, key: "states" | "counties"): FeatureCollection => ({
  type: "FeatureCollection",
  features: feature(atlas, atlas.objects[key]).features.map(({ id, geometry }) => ({
    type: "Feature",
    properties: { fips: String(id) },
    geometry,
  })),
});

const namesOf = (atlas: Atlas, key: "states" | "counties"): FeatureCollection<Point> => ({
  type: "FeatureCollection",
  features: feature(atlas, atlas.objects[key]).features.map((area) => ({
    type: "Feature",
    properties: { name: area.properties.name },
    geometry: { type: "Point", coordinates: centreOf(area) },
  })),
});

// Every point is kept: two neighbours that are simplified each by itself part from each other.
const indexOf = (shapes: FeatureCollection) =>
  new GeoJSONVT(shapes, {
    ...{ extent, buffer: 64, tolerance: 0 },
    ...{ maxZoom: tileZooms.to, indexMaxZoom: tileZooms.to, indexMaxPoints: 0 },
  });

const boundsOf = (area: Feature): Bounds => {
  const [[west, south], [east, north]] = geoBounds(area);
  return [west > east ? west - 360 : west, south, east, north];
};

/**
 * Cuts the atlas into vector tiles with the layers `states`, `counties`, `state-names` and
 * `county-names`. A browser that draws whole counties from one file has to cut them itself, and
 * was half of the time until a map stood.
 */
export const cutAtlas = (atlas: Atlas): CutAtlas => {
  const states = areasOf(atlas, "states");
  const layers = [
    { name: "states", from: tileZooms.from, index: indexOf(states) },
    { name: "counties", from: tileZooms.from, index: indexOf(areasOf(atlas, "counties")) },
    { name: "state-names", from: tileZooms.from, index: indexOf(namesOf(atlas, "states")) },
    { name: "county-names", from: countyNamesFrom, index: indexOf(namesOf(atlas, "counties")) },
  ];
  const tiles: Tile[] = [];
  for (let zoom: number = tileZooms.from; zoom <= tileZooms.to; zoom += 1) {
    const edge = 2 ** zoom;
    for (let at = 0; at < edge * edge; at += 1) {
      const [x, y] = [at % edge, Math.floor(at / edge)];
      const inside = layers.flatMap(({ name, from, index }) => {
        const tile = zoom < from ? null : index.getTile(zoom, x, y);
        return tile && tile.features.length > 0 ? [[name, tile] as const] : [];
      });
      if (inside.length === 0) continue;
      const bytes = fromGeojsonVt(Object.fromEntries(inside), { version: 2, extent });
      tiles.push({ zoom, x, y, bytes });
    }
  }
  const bounds = states.features.map(
    (area) => [String(area.properties?.["fips"]), boundsOf(area)] as const,
  );
  return { tiles, stateBounds: Object.fromEntries(bounds) };
};
