import type { Kind } from "../api/schema.ts";

/** The kinds of program that have beds, in the order in which they are offered. */
export const residential = [
  "emergency_shelter",
  "safe_house",
  "transitional_living",
  "group_home",
  "residential_treatment",
  "specialized_foster_care",
] as const satisfies readonly Kind[];
export type Residential = (typeof residential)[number];

export const hasBeds = (kind: Kind): boolean => residential.includes(kind as Residential);
