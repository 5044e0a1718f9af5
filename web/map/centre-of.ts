import { geoCentroid, geoPath } from "d3-geo";
import type { Feature } from "geojson";

const plane = geoPath();

/** Longitude and latitude of an area's centre. */
export const centreOf = (area: Feature): [number, number] => {
  const [[west], [east]] = plane.bounds(area);
  // On the sphere, which takes its time, only what lies on both sides of the date line.
  return east - west > 180 ? geoCentroid(area) : plane.centroid(area);
};
