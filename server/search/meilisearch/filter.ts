import type { FilterableField } from "./index-document.ts";

declare const condition: unique symbol;
/** A filter expression of Meilisearch; only this file makes one, so that no value can break out. */
export type Condition = string & { readonly [condition]: true };

const write = (text: string): Condition => text as Condition;

// In quotes a backslash stands before a quote or a backslash that is meant as itself.
const quoted = (value: string): string =>
  `"${value.toWellFormed().replaceAll(/[\\"]/g, String.raw`\$&`)}"`;

/** A number as it is written without quotes; none that is not finite can be meant. */
const plain = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number to filter by`);
  return String(value);
};

/** The field is, or holds, this very value. */
export const is = (field: FilterableField, value: string): Condition =>
  write(`${field} = ${quoted(value)}`);

export const isNot = (field: FilterableField, value: string): Condition =>
  write(`${field} != ${quoted(value)}`);

/** The field is, or holds, one of these; of none: nothing is. */
export const isOneOf = (field: FilterableField, values: readonly string[]): Condition =>
  write(`${field} IN [${values.map(quoted).join(", ")}]`);

export const not = (inner: Condition): Condition => write(`NOT (${inner})`);

/** What everything satisfies: so that a list of conditions may be empty. */
const anything: Condition = write("record EXISTS");
const nothing: Condition = write("record NOT EXISTS");

const joined = (conditions: readonly Condition[], word: "AND" | "OR", empty: Condition) => {
  const [first, ...others] = conditions;
  if (first === undefined) return empty;
  return others.length === 0 ? first : write(`(${conditions.join(` ${word} `)})`);
};

export const allOf = (...conditions: readonly Condition[]): Condition =>
  joined(conditions, "AND", anything);

export const anyOf = (...conditions: readonly Condition[]): Condition =>
  joined(conditions, "OR", nothing);

/** Within so many metres of a point; what has no place is within none. */
export const withinMetres = (lat: number, lon: number, metres: number): Condition =>
  write(`_geoRadius(${plain(lat)}, ${plain(lon)}, ${plain(metres)})`);
