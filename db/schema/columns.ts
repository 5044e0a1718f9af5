import { sql, type SQL } from "drizzle-orm";
import { check, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** Primary key: UUIDv7, made here so that PostgreSQL 16 and 17 serve as well as 18. */
export const id = () =>
  uuid("id")
    .primaryKey()
    .$defaultFn(() => v7());

export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A text column whose type is one of `codes`; pair it with `oneOf` in the table's constraints. */
export const coded = <const T extends readonly [string, ...string[]]>(name: string, codes: T) =>
  text(name, { enum: codes as unknown as [T[number], ...T[number][]] });

const literals = (codes: readonly string[]): SQL =>
  sql.raw(codes.map((code) => `'${code}'`).join(", "));

/** Constraint: the column holds one of `codes`. */
export const oneOf = (name: string, column: AnyPgColumn, codes: readonly string[]) =>
  check(name, sql`${column} in (${literals(codes)})`);

/** Constraint: every element of the array column is one of `codes`. */
export const allOf = (name: string, column: AnyPgColumn, codes: readonly string[]) =>
  check(name, sql`${column} <@ array[${literals(codes)}]::text[]`);
