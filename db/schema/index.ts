export * from "./access.ts";
export * from "./availability.ts";
export * from "./directory.ts";
export * from "./search.ts";
export * from "./audit.ts";
export * from "./visibility.ts";
export * from "./placements.ts";
export * from "./channels.ts";
