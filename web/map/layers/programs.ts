import type { FeatureCollection } from "geojson";
import type { LayerSpecification } from "maplibre-gl";
import type { ProgramSpot } from "../figure-layer.ts";
import type { Palette } from "../palette.ts";
import { font } from "./names.ts";
import { reachArea } from "./reach.ts";

/** A dot a place where programs are, with how many. */
export const programSpots = (programs: readonly ProgramSpot[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: [
    ...Map.groupBy(programs, ({ lat, lon, hidden }) => `${lat} ${lon} ${hidden}`).values(),
  ].flatMap((here) => {
    const [spot] = here;
    return spot
      ? {
          type: "Feature" as const,
          properties: { hidden: spot.hidden, many: here.length > 1 ? String(here.length) : "" },
          geometry: { type: "Point" as const, coordinates: [spot.lon, spot.lat] },
        }
      : [];
  }),
});

/** How far programs reach that name the counties that they serve. */
export const programReach = (programs: readonly ProgramSpot[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: programs.flatMap(({ lat, lon, reachMiles }) =>
    reachMiles === null
      ? []
      : {
          type: "Feature" as const,
          properties: {},
          geometry: reachArea({ lat, lon }, reachMiles),
        },
  ),
});

/** Programs over figures: a dot for an address, a ring for a county's center. */
export const programs = (palette: Palette, mark: string): LayerSpecification[] => [
  {
    id: "program-reach",
    type: "line",
    source: "program-reach",
    paint: {
      "line-color": mark,
      "line-width": 1.5,
      "line-opacity": 0.7,
      "line-dasharray": [4, 3],
    },
  },
  {
    id: "program-edges",
    type: "circle",
    source: "program-spots",
    paint: {
      "circle-radius": ["case", ["get", "hidden"], 9, 6],
      "circle-color": "transparent",
      "circle-stroke-color": palette.ground,
      "circle-stroke-width": 2,
    },
  },
  {
    id: "program-spots",
    type: "circle",
    source: "program-spots",
    paint: {
      "circle-radius": ["case", ["get", "hidden"], 7, 3.5],
      "circle-color": ["case", ["get", "hidden"], "transparent", mark],
      "circle-stroke-color": mark,
      "circle-stroke-width": 2.5,
    },
  },
  {
    id: "program-numbers",
    type: "symbol",
    source: "program-spots",
    filter: ["!=", ["get", "many"], ""],
    layout: {
      "text-field": ["get", "many"],
      "text-font": font,
      "text-size": 13,
      "text-offset": [0.9, -0.6],
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": mark, "text-halo-color": palette.ground, "text-halo-width": 1.6 },
  },
];
