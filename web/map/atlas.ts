import { geoCentroid, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, Point } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, MultiLineString, Topology } from "topojson-specification";
import countiesUrl from "us-atlas/counties-10m.json?url";
import statesUrl from "us-atlas/states-10m.json?url";

/** What a shape says of itself. */
export interface Named {
  readonly name: string;
  /** FIPS code. */
  readonly fips: string;
}
type Shapes = GeometryCollection<{ name: string }>;

/** One level of the atlas: areas, the borders between them, and a point for each name. */
export interface AtlasLevel {
  areas: FeatureCollection<Geometry, Named>;
  borders: Geometry;
  names: FeatureCollection<Point, Named>;
}

const plane = geoPath();
/** On the sphere, which takes its time, only what lies on both sides of the date line. */
const centreOf = (area: Feature<Geometry, Named>): [number, number] => {
  const [[west], [east]] = plane.bounds(area);
  return east - west > 180 ? geoCentroid(area) : plane.centroid(area);
};

const namePoint = (area: Feature<Geometry, Named>): Feature<Point, Named> => ({
  type: "Feature",
  properties: area.properties,
  geometry: { type: "Point", coordinates: centreOf(area) },
});

/** Every line between areas once, as they come: joining them to longer ones takes its time. */
const bordersOf = (topology: Topology): Geometry => {
  const lines: MultiLineString = {
    type: "MultiLineString",
    arcs: topology.arcs.map((_arc, at) => [at]),
  };
  return feature(topology, lines).geometry;
};

const readLevel = async (url: string, key: "states" | "counties"): Promise<AtlasLevel> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The atlas did not arrive: ${response.status}`);
  const topology = (await response.json()) as Topology<Record<typeof key, Shapes>>;
  const areas = {
    type: "FeatureCollection" as const,
    features: feature(topology, topology.objects[key]).features.map((area) => ({
      ...area,
      properties: { name: area.properties.name, fips: String(area.id) },
    })),
  };
  return {
    areas,
    borders: bordersOf(topology),
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
