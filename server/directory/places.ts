import { geoBounds, geoCentroid, geoContains, geoDistance } from "d3-geo";
import type { Geometry } from "geojson";
import { stateCodes } from "../../db/states.ts";
import { atlas, outlineName, type Outline } from "../atlas.ts";
import { runInSlices } from "../slices.ts";

export { findZip } from "./zip-points.ts";

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

/** Made once, when first asked for: most counties are never looked at. */
const remembered = <Value>(make: (fips: string, outline: Outline) => Value) => {
  const made = new Map<string, Value>();
  return (fips: string): Value | undefined => {
    const known = made.get(fips);
    const outline = atlas.counties.get(fips);
    if (known !== undefined || !outline) return known;
    const value = make(fips, outline);
    made.set(fips, value);
    return value;
  };
};

const shapeOf = remembered((_fips, outline) => atlas.shapeOf(outline));
const boundsOf = remembered((_fips, outline) => geoBounds(atlas.shapeOf(outline)));

const corners = (geometry: Geometry): number[][] => {
  if (geometry.type === "Polygon") return geometry.coordinates.flat();
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat(2);
  return [];
};

const nameOf = (fips: string, outline: Outline) => ({
  fips,
  name: outlineName(outline) ?? fips,
  state: stateCodes[fips.slice(0, 2)] ?? "US",
});

/** The county of a FIPS code (source: us-atlas, US Census cartographic boundaries). */
export const findCounty: (fips: string) => CountyPlace | undefined = remembered((fips, outline) => {
  const shape = atlas.shapeOf(outline);
  const [lon, lat] = geoCentroid(shape);
  const centre = { lat, lon };
  const radiusMiles = Math.max(
    ...corners(shape.geometry).map(([x = lon, y = lat]) =>
      milesBetween(centre, { lat: y, lon: x }),
    ),
  );
  return { ...centre, ...nameOf(fips, outline), radiusMiles };
});

export const allCounties = (): CountyPlace[] =>
  [...atlas.counties.keys()].flatMap((fips) => findCounty(fips) ?? []);

function* findEachCounty(): Generator<undefined, void> {
  for (const fips of atlas.counties.keys()) {
    findCounty(fips);
    yield;
  }
}

/**
 * Works out the centre of every county in slices of `sliceMs` between other work, so that no search
 * has to wait for those that it needs. Throws what the signal's reason is.
 */
export const learnCounties = (options: { sliceMs: number; signal?: AbortSignal }): Promise<void> =>
  runInSlices(findEachCounty(), options);

const within = (
  [[west, south], [east, north]]: [[number, number], [number, number]],
  { lat, lon }: Point,
) =>
  lat >= south &&
  lat <= north &&
  (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** The county that a point lies in; none at sea or abroad. */
export const countyAt = (point: Point): CountyPlace | undefined => {
  for (const fips of atlas.counties.keys()) {
    const bounds = boundsOf(fips);
    const shape = bounds && within(bounds, point) ? shapeOf(fips) : undefined;
    if (shape && geoContains(shape, [point.lon, point.lat])) return findCounty(fips);
  }
  return undefined;
};

/** All counties as they go over the wire. */
export const listCounties = () => {
  const items = [...atlas.counties]
    .map(([fips, outline]) => nameOf(fips, outline))
    .sort((a, b) => (a.state + a.name < b.state + b.name ? -1 : 1));
  return { total: items.length, items };
};
