import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of chances that is the same for the same seed. */
export interface Dice {
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** True in so many cases of a hundred. */
  percent(chance: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  pick<T>(from: readonly T[]): T | undefined;
  /** Some of them, each with the same chance of so many in a hundred. */
  some<T>(from: readonly T[], chance: number): T[];
}

export const diceOf = (seed: number): Dice => {
  const stream = xoroshiro128plus(seed);
  const between = (least: number, most: number) => uniformInt(stream, least, most);
  const percent = (chance: number) => between(0, 99) < chance;
  return {
    between,
    percent,
    pick: <T>(from: readonly T[]) => from[between(0, from.length - 1)] as T,
    some: (from, chance) => from.filter(() => percent(chance)),
  };
};
