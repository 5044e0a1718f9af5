import type { Mark } from "../ui/mark.ts";

/** One program on the map, no finer than the viewer may know where it is. */
export interface MapPoint {
  id: string;
  lat: number;
  lon: number;
  /** What the list says about it, for those who do not see the marker. */
  label: string;
  mark: Mark;
  training: boolean;
}

export interface Position {
  lat: number;
  lon: number;
}
