import type { FeatureCollection, Geometry } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countiesUrl from "us-atlas/counties-10m.json?url";

type Shapes = GeometryCollection<{ name: string }>;

/** States and counties (us-atlas, from the Census Bureau's cartographic boundaries) by FIPS codes. */
export interface Atlas {
  readonly states: FeatureCollection;
  readonly counties: FeatureCollection;
  readonly stateBorders: Geometry;
}

const read = async (): Promise<Atlas> => {
  const response = await fetch(countiesUrl);
  if (!response.ok) throw new Error(`The atlas did not arrive: ${response.status}`);
  const topology = (await response.json()) as Topology<{ states: Shapes; counties: Shapes }>;
  const { states, counties } = topology.objects;
  return {
    states: feature(topology, states),
    counties: feature(topology, counties),
    stateBorders: mesh(topology, states),
  };
};

let kept: Promise<Atlas> | undefined;
/**
 * The atlas in whole shapes, some 250 kB compressed, for pictures that are no tiles: read once, and
 * asked for again where it did not arrive.
 */
export const loadAtlas = (): Promise<Atlas> => {
  kept ??= read().catch((error: unknown) => {
    kept = undefined;
    throw error;
  });
  return kept;
};
