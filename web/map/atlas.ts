import { geoCentroid } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, Point } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countiesUrl from "us-atlas/counties-10m.json?url";
import statesUrl from "us-atlas/states-10m.json?url";

type Named = { name: string };
type Shapes = GeometryCollection<Named>;

/** One level of the atlas: areas, the borders between them, and a point for each name. */
export interface AtlasLevel {
  areas: FeatureCollection<Geometry, Named>;
  borders: Geometry;
  names: FeatureCollection<Point, Named>;
}

const namePoint = (area: Feature<Geometry, Named>): Feature<Point, Named> => ({
  type: "Feature",
  properties: { name: area.properties.name },
  geometry: { type: "Point", coordinates: geoCentroid(area) },
});

const readLevel = async (url: string, key: "states" | "counties"): Promise<AtlasLevel> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The atlas did not arrive: ${response.status}`);
  const topology = (await response.json()) as Topology<Record<typeof key, Shapes>>;
  const areas = feature(topology, topology.objects[key]);
  return {
    areas,
    borders: mesh(topology, topology.objects[key]),
    names: { type: "FeatureCollection", features: areas.features.map(namePoint) },
  };
};

/** Reads a level once for all maps of the page; what did not arrive is asked for again. */
const once = (url: string, key: "states" | "counties") => {
  let kept: Promise<AtlasLevel> | undefined;
  return (): Promise<AtlasLevel> => {
    kept ??= readLevel(url, key).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
};

/** The states (us-atlas, from the Census Bureau's cartographic boundaries). */
export const loadStates = once(statesUrl, "states");

/** The counties, some 250 kB compressed, so they come after the states stand. */
export const loadCountyShapes = once(countiesUrl, "counties");
