declare module "virtual:atlas" {
  /** Path of a tile of the atlas, with {z}, {x} and {y} in it. */
  export const tilePath: string;
  /** By the first two digits of FIPS codes. */
  export const stateBounds: Readonly<Record<string, import("./cut-atlas.ts").Bounds>>;
}
