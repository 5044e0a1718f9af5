import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Feature } from "geojson";
import { feature } from "topojson-client";
import type { GeometryObject, Topology } from "topojson-specification";

/** A county or state as the atlas keeps it: the numbers of the lines that it is made of. */
export type Outline = GeometryObject<{ name: string }>;

interface Outlines {
  type: "GeometryCollection";
  geometries: Outline[];
}
type AtlasFile = Topology<{ counties: Outlines; states: Outlines }>;

/** Lines one after the other, two numbers a point: as lists of lists they would take ten times that. */
interface PackedLines {
  readonly points: Int32Array;
  /** Where each line starts; one entry more than there are lines. */
  readonly starts: readonly number[];
}

const packed = (lines: Topology["arcs"]): PackedLines => {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length * 2);
  return { points: Int32Array.from(lines.flat(2)), starts };
};

const lineAt = ({ points, starts }: PackedLines, number: number): number[][] => {
  const line: number[][] = [];
  const end = starts[number + 1] ?? 0;
  for (let at = starts[number] ?? end; at < end; at += 2) {
    line.push([points[at] ?? 0, points[at + 1] ?? 0]);
  }
  return line;
};

const byFips = ({ geometries }: Outlines): ReadonlyMap<string, Outline> =>
  new Map(geometries.map((outline) => [String(outline.id), outline]));

export const outlineName = ({ properties }: Outline): string | undefined =>
  properties && "name" in properties ? properties.name : undefined;

const openAtlas = () => {
  // Read, not imported: a module is kept for ever, and of this one only the lines are needed.
  const file = createRequire(import.meta.url).resolve("us-atlas/counties-10m.json");
  const { arcs, objects, transform } = JSON.parse(readFileSync(file, "utf8")) as AtlasFile;
  const lines = packed(arcs);
  return {
    counties: byFips(objects.counties),
    states: byFips(objects.states),
    shapeOf: (outline: Outline): Feature => {
      // A line's number says by its sign which way it is walked.
      const used = "arcs" in outline ? outline.arcs.flat(3) : [];
      const own: number[][][] = [];
      for (const number of used) {
        const line = number < 0 ? ~number : number;
        own[line] ??= lineAt(lines, line);
      }
      const topology: Topology = {
        type: "Topology",
        arcs: own,
        objects: {},
        ...(transform ? { transform } : {}),
      };
      const [shape] = feature(topology, {
        type: "GeometryCollection",
        geometries: [outline],
      }).features;
      if (!shape) throw new Error("a county without a shape");
      return shape;
    },
  };
};

/**
 * Every county and state by its FIPS code, and the shape of each in degrees (source: us-atlas, US
 * Census cartographic boundaries).
 */
export const atlas = openAtlas();
