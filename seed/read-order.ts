import type { DatasetName } from "./seed-dataset.ts";

/** What the command line asks for. */
export type SeedOrder =
  { what: "configured" } | { what: DatasetName } | { what: "synthetic"; programs: number };

export const mostSynthetic = 1_000_000;

export const usage = `Usage:
  npm run seed                       what DATASET names
  npm run seed -- sources            the programs and resources of the documents
  npm run seed -- training           the fictional programs and the training accounts
  npm run seed -- synthetic 10000    so many made-up programs for benchmarks (1 to ${mostSynthetic})`;

/** Arguments that mean nothing; the message says what would. */
export class UsageError extends Error {}

const refuse = (sentence: string) => new UsageError(`${sentence}\n${usage}`);

/** @throws UsageError */
export const readOrder = ([what, amount, ...rest]: readonly string[]): SeedOrder => {
  if (rest.length > 0) throw refuse(`There is one argument too many: ${rest[0]}.`);
  if (what === "synthetic") {
    const programs = /^[0-9]{1,7}$/.test(amount ?? "") ? Number(amount) : 0;
    if (programs >= 1 && programs <= mostSynthetic) return { what, programs };
    throw refuse(`How many synthetic programs? ${amount ?? "Nothing"} is no number of them.`);
  }
  if (amount !== undefined) throw refuse(`There is one argument too many: ${amount}.`);
  if (what === undefined) return { what: "configured" };
  if (what === "sources" || what === "training") return { what };
  throw refuse(`There is no dataset called ${what}.`);
};
