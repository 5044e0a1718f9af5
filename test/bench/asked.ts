import { parts, type Part } from "./parts.ts";

/** What a run is asked to measure. */
export interface Asked {
  readonly parts: readonly Part[];
  /** Numbers of programs. */
  readonly sizes: readonly number[];
  /** Put the table into README.md. */
  readonly write: boolean;
  /** Every part at the usual sizes. */
  readonly whole: boolean;
}

export const usage = [
  "npm run bench [-- PART ... SIZE ... | --write]",
  "  PART: measure only this; without one, everything",
  ...parts.map(({ name }) => `    ${name}`),
  "  SIZE: a number of programs; without one, 1000, 10000 and 100000",
  "  --write: put the table into README.md, or the lines of some parts or sizes into the table there",
].join("\n");

const usualSizes = [1_000, 10_000, 100_000];

/** Reads the words after `npm run bench --`; undefined: they ask for nothing that there is. */
export const readAsked = (words: readonly string[]): Asked | undefined => {
  const sizes = words.filter((word) => /^[1-9][0-9]*$/.test(word)).map(Number);
  const named = parts.filter(({ name }) => words.includes(name));
  const write = words.includes("--write");
  const known = new Set(["--write", ...named.map(({ name }) => name), ...sizes.map(String)]);
  if (words.some((word) => !known.has(word))) return undefined;
  return {
    parts: named.length > 0 ? named : parts,
    sizes: sizes.length > 0 ? sizes : usualSizes,
    write,
    whole: named.length === 0 && sizes.length === 0,
  };
};
