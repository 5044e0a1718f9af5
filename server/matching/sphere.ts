import { earthMiles, type Point } from "../directory/places.ts";

/** A place on the unit sphere: the squared chord between two grows with their distance. */
export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const radians = Math.PI / 180;

export const vectorOf = ({ lat, lon }: Point): Vector => {
  const parallel = Math.cos(lat * radians);
  return {
    x: parallel * Math.cos(lon * radians),
    y: parallel * Math.sin(lon * radians),
    z: Math.sin(lat * radians),
  };
};

/** Squared chord between two places; 0 for the same, 4 for antipodes. */
export const chordBetween = (a: Vector, b: Vector): number => {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const dz = a.z - b.z;
  return dx * dx + dy * dy + dz * dz;
};

/** The squared chord of a great-circle distance in miles. */
export const chordOfMiles = (miles: number): number =>
  (2 * Math.sin(Math.min(miles / (2 * earthMiles), Math.PI / 2))) ** 2;

/** The great-circle distance in miles of a squared chord. */
export const milesOfChord = (chord: number): number =>
  2 * earthMiles * Math.asin(Math.min(Math.sqrt(chord) / 2, 1));

/** Miles as they are shown: to a tenth. */
export const shownMiles = (miles: number): number => Math.round(miles * 10) / 10;
