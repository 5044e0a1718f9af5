import { sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import { searchDocuments } from "../../db/schema/index.ts";
import type { Wording } from "./read-query.ts";

/** The numbers of the documents that hold a wording: in names, anywhere, in town or ZIP. */
export interface FoundNumbers {
  names: number[];
  words: number[];
  site: number[];
}

// Shorter beginnings stand in half of all texts: they are looked for in names and places only.
const shortestPrefix = 3;

// Words hold letters and digits only, so that quotes are all that a lexeme needs.
const lexemes = (words: readonly string[], prefix: boolean) =>
  words.map((word, at) => `'${word}'${prefix && at === words.length - 1 ? ":*" : ""}`).join(" & ");

const toAsked = ({ words, prefix }: Wording) => {
  const last = words.at(-1) ?? "";
  return {
    names: lexemes(words, prefix),
    words: lexemes(words, prefix && last.length >= shortestPrefix),
    stems: words.join(" "),
  };
};

const numbersIn = (bytes: Buffer | null): number[] => {
  const numbers: number[] = [];
  for (let at = 0; bytes && at < bytes.length; at += 4) numbers.push(bytes.readInt32BE(at));
  return numbers;
};

/**
 * Looks each wording up in the full-text indexes, also by its English stem; in the documents that
 * are newer than `since`, or in all of them.
 */
export const findNumbers = async (
  reader: Reader,
  wordings: readonly Wording[],
  since: number | undefined,
): Promise<FoundNumbers[]> => {
  const newer = since === undefined ? sql`` : sql`and version > ${since}`;
  const numbers = (column: string, query: string) =>
    sql`(select string_agg(int4send(number), ''::bytea) from ${searchDocuments}
      where ${sql.identifier(column)} @@ ${sql.identifier(query)} ${newer})`;
  const rows = await reader.execute<Record<keyof FoundNumbers, Buffer | null>>(sql`
    select ${numbers("name_words", "in_names")} as names, ${numbers("words", "in_words")} as words,
      ${numbers("site_words", "in_site")} as site
    from (
      select place, names::tsquery || plainto_tsquery('english', stems) as in_names,
        words::tsquery || plainto_tsquery('english', stems) as in_words, names::tsquery as in_site
      from rows from (jsonb_to_recordset(${JSON.stringify(wordings.map(toAsked))}::jsonb)
        as (names text, words text, stems text)) with ordinality as asked (names, words, stems, place)
    ) asked order by place`);
  return rows.map((row) => ({
    names: numbersIn(row.names),
    words: numbersIn(row.words),
    site: numbersIn(row.site),
  }));
};
