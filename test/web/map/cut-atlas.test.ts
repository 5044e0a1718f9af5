import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { describe, expect, test } from "vitest";
import { cutAtlas, type Atlas } from "../../../web/build/cut-atlas.ts";

const { resolve } = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(resolve("us-atlas/counties-10m.json"), "utf8")) as Atlas;
const { tiles, stateBounds } = cutAtlas(atlas);

const fipsOf = (key: "counties" | "states") =>
  atlas.objects[key].geometries.map(({ id }) => String(id)).toSorted();

/** What a property of a layer's shapes says in all tiles of a zoom. */
const toldAt = (zoom: number, layer: string, property: string): string[] => {
  const told = tiles
    .filter((tile) => tile.zoom === zoom)
    .flatMap(({ bytes }) => {
      const shapes = new VectorTile(new PbfReader(bytes)).layers[layer];
      return Array.from({ length: shapes?.length ?? 0 }, (_, at) => {
        return String(shapes?.feature(at).properties[property]);
      });
    });
  return [...new Set(told)].toSorted();
};

describe("the atlas in tiles", () => {
  test.each([1, 2, 3, 4, 5])("shows every county and state at zoom %i", (zoom) => {
    expect(toldAt(zoom, "counties", "fips")).toEqual(fipsOf("counties"));
    expect(toldAt(zoom, "states", "fips")).toEqual(fipsOf("states"));
  });

  test("names states from afar, and counties from near", () => {
    expect(toldAt(1, "state-names", "name")).toContain("California");
    expect(toldAt(4, "county-names", "name")).toEqual([]);
    expect(toldAt(5, "county-names", "name")).toContain("Alameda");
  });

  test("has each tile once, and none without shapes", () => {
    const places = tiles.map(({ zoom, x, y }) => `${zoom}/${x}/${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { bytes } of tiles) expect(bytes.length).toBeGreaterThan(0);
  });

  test("knows how far each state reaches, over the date line, too", () => {
    expect(Object.keys(stateBounds).toSorted()).toEqual(fipsOf("states"));
    for (const [west, south, east, north] of Object.values(stateBounds)) {
      expect(west).toBeLessThan(east);
      expect(south).toBeLessThan(north);
    }
    const [west = NaN, , east = NaN] = stateBounds["02"] ?? [];
    expect(west).toBeLessThan(-180);
    expect(east).toBeLessThan(-129);
    const [, south = NaN, , north = NaN] = stateBounds["06"] ?? [];
    expect([south, north]).toEqual([expect.closeTo(32.5, 0), expect.closeTo(42, 0)]);
  });
});
