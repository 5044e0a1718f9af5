import type { Position } from "./points.ts";

type Bounds = [west: number, south: number, east: number, north: number];

const nearest = 8;
const contiguousStates: Bounds = [-125, 24.4, -66.9, 49.4];

/** What the map shows at first: where the child is from and the matches next to it. */
export const boundsOf = (points: readonly Position[], origin: Position | undefined): Bounds => {
  const away = ({ lat, lon }: Position) =>
    origin ? Math.hypot(lat - origin.lat, (lon - origin.lon) * Math.cos((lat * Math.PI) / 180)) : 0;
  const shown = [...points]
    .sort((a, b) => away(a) - away(b))
    .slice(0, origin ? nearest : undefined);
  if (origin) shown.push(origin);
  if (shown.length === 0) return contiguousStates;
  const lons = shown.map(({ lon }) => lon);
  const lats = shown.map(({ lat }) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
};
