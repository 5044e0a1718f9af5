import type { Plugin } from "vite";
import { cutAtlas, type Atlas, type CutAtlas, type Tile } from "./cut-atlas.ts";

const name = "virtual:atlas";
const resolved = `\0${name}`;

const pathOf = ({ zoom, x, y }: Tile): string => `${zoom}/${x}/${y}.mvt`;

/** The same for the same tiles, so that a browser may keep them forever. */
const fingerprint = async ({ tiles }: CutAtlas): Promise<string> => {
  const all = new Blob(tiles.map(({ bytes }) => new Uint8Array(bytes)));
  const digest = await crypto.subtle.digest("SHA-256", await all.arrayBuffer());
  const bytes = [...new Uint8Array(digest).slice(0, 4)];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/**
 * Puts the tiles of the atlas beside the web app and tells the app, as `virtual:atlas`, where they
 * lie. Only a build that asks for it has them.
 */
export const atlasTiles = (read: () => Promise<Atlas>): Plugin => {
  let cut: Promise<CutAtlas> | undefined;
  const tilesOf = () => (cut ??= read().then(cutAtlas));
  let serving = false;
  return {
    name: "atlas-tiles",
    configureServer(server) {
      serving = true;
      server.middlewares.use("/assets/atlas", (request, response, next) => {
        tilesOf().then(({ tiles }) => {
          const found = tiles.find((tile) => request.url === `/${pathOf(tile)}`);
          if (!found) return next();
          response.end(found.bytes);
        }, next);
      });
    },
    resolveId: (id) => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined;
      const atlas = await tilesOf();
      const folder = serving ? "assets/atlas" : `assets/atlas-${await fingerprint(atlas)}`;
      for (const tile of serving ? [] : atlas.tiles) {
        const fileName = `${folder}/${pathOf(tile)}`;
        this.emitFile({ type: "asset", fileName, source: tile.bytes });
      }
      return [
        `export const tilePath = ${JSON.stringify(`/${folder}/{z}/{x}/{y}.mvt`)};`,
        `export const stateBounds = ${JSON.stringify(atlas.stateBounds)};`,
      ].join("\n");
    },
  };
};
