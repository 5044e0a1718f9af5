import { sql, type SQL } from "drizzle-orm";
import type { Reader, Writer } from "../../db/client.ts";
import {
  organizations,
  programAreas,
  programCitations,
  programCircumstances,
  programGenders,
  programLanguages,
  programServices,
  programs,
  searchDocuments,
  searchState,
  searchWords,
  sites,
} from "../../db/schema/index.ts";
import type { IndexedFacts, SearchDocument } from "./search-document.ts";

/** Raises the version and holds its lock until the transaction ends; answers the new version. */
export const raiseVersion = async (writer: Writer): Promise<number> => {
  const [state] = await writer
    .update(searchState)
    .set({ version: sql`${searchState.version} + 1` })
    .returning({ version: searchState.version });
  if (!state) throw new Error("search_state has lost its row");
  return state.version;
};

/** The version of the newest documents. */
export const findVersion = async (reader: Reader): Promise<number> => {
  const [state] = await reader.select({ version: searchState.version }).from(searchState);
  if (!state) throw new Error("search_state has lost its row");
  return state.version;
};

/** Reads what the documents of these programs are made of. */
export const readIndexedFacts = async (
  reader: Reader,
  programIds: readonly string[],
): Promise<IndexedFacts[]> => {
  const rows = await reader.execute<{ facts: IndexedFacts }>(sql`
    select jsonb_build_object(
      'programId', ${programs.id}, 'name', ${programs.name}, 'aliases', ${programs.aliases},
      'organization', ${organizations.name}, 'organizationAliases', ${organizations.aliases},
      'kind', ${programs.kind}, 'summary', ${programs.summary},
      'active', ${programs.status} = 'active', 'dedicated', ${programs.dedicated},
      'ageMin', ${programs.ageMin}, 'ageMax', ${programs.ageMax},
      'interpreterAnyLanguage', ${programs.interpreterAnyLanguage},
      'verifiedOn', ${programs.verifiedOn},
      'citedAsOf', (select max(${programCitations.asOf}) from ${programCitations}
        where ${programCitations.programId} = ${programs.id}), 'visibility', ${sites.visibility},
      'county', ${sites.countyFips}, 'state', ${sites.state}, 'city', ${sites.city},
      'zip', ${sites.zip}, 'lat', ${sites.lat}, 'lon', ${sites.lon},
      'genders', array(select gender from ${programGenders}
        where program_id = ${programs.id} and policy = 'accepts'),
      'circumstances', array(select circumstance from ${programCircumstances}
        where program_id = ${programs.id} and policy = 'accepts'),
      'services', array(select service from ${programServices} where program_id = ${programs.id}),
      'languages', array(select language from ${programLanguages}
        where program_id = ${programs.id} and mode <> 'none'),
      'unservedLanguages', array(select language from ${programLanguages}
        where program_id = ${programs.id} and mode = 'none'),
      'areas', array(select scope || ':' || code from ${programAreas}
        where program_id = ${programs.id} order by scope, code)
    ) as facts
    from ${programs}
    join ${organizations} on ${organizations.id} = ${programs.organizationId}
    left join ${sites} on ${sites.id} = ${programs.siteId}
    where ${programs.id} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(programIds)}::jsonb))`);
  return rows.map(({ facts }) => facts);
};

/** What a document says; beside these it has an identity and the version of its last change. */
const told = [
  "listed",
  "visibility",
  "names",
  "organization_names",
  "codes",
  "county",
  "lat",
  "lon",
  "verified_on",
  "cited_as_of",
  "name_words",
  "words",
  "site_words",
];

const each = (write: (column: SQL) => SQL): SQL =>
  sql.join(
    told.map((column) => write(sql.raw(column))),
    sql`, `,
  );

const wordsOf = (document: string): SQL =>
  sql.raw(
    `unnest(tsvector_to_array(${["name_words", "words", "site_words"].map((column) => `${document}.${column}`).join(" || ")}))`,
  );

/**
 * Writes whole documents; one that says what it said before keeps its version. Answers the words
 * that a document had and has no more.
 */
export const writeDocuments = async (
  writer: Writer,
  documents: readonly SearchDocument[],
  version: number,
): Promise<string[]> => {
  const rows = await writer.execute<{ lost: string[] }>(sql`
    with fresh as (
      select "programId" as program_id, listed, visibility, names,
        "organizationNames" as organization_names, codes, county, lat, lon,
        "verifiedOn" as verified_on, "citedAsOf" as cited_as_of,
        array_to_tsvector("nameWords") || to_tsvector('english', array_to_string("nameWords", ' ')) as name_words,
        array_to_tsvector(words) || to_tsvector('english', array_to_string(words, ' ')) as words,
        array_to_tsvector("siteWords") as site_words
      from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as document (
        "programId" uuid, listed boolean, visibility text, names text[],
        "organizationNames" text[], codes text[], county char(5), lat float8, lon float8,
        "verifiedOn" date, "citedAsOf" text, "nameWords" text[], words text[], "siteWords" text[])
    )
    merge into ${searchDocuments} as old using fresh on old.program_id = fresh.program_id
    when matched and (${each((column) => sql`old.${column}`)})
      is distinct from (${each((column) => sql`fresh.${column}`)})
    then update set version = ${version}, written_at = now(), ${each((column) => sql`${column} = fresh.${column}`)}
    when not matched then insert (program_id, version, ${each((column) => column)})
      values (fresh.program_id, ${version}, ${each((column) => sql`fresh.${column}`)})
    returning with (old as before, new as after) array(
      select ${wordsOf("before")} except select ${wordsOf("after")}) as lost`);
  return [...new Set(rows.flatMap(({ lost }) => lost))];
};

/** Documents that are looked through before the index of all is asked for a word. */
const lookedThrough = 100;

/**
 * Forgets those of these words that no document has: the town, say, of a site that is hidden now. An
 * index lists every document that has a word before it answers that there is one, so that words
 * which any of a few documents has are not asked for.
 */
export const forgetWords = async (writer: Writer, words: readonly string[]): Promise<void> => {
  if (words.length === 0) return;
  await writer.execute(sql`
    with lost as materialized (
      select value as word, quote_literal(value)::tsquery as asked
      from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)
      where not exists (
        select from (select words, name_words, site_words from ${searchDocuments} limit ${lookedThrough}) few
        where few.words @@ quote_literal(value)::tsquery
          or few.name_words @@ quote_literal(value)::tsquery
          or few.site_words @@ quote_literal(value)::tsquery)
    )
    delete from ${searchWords} using lost
    where ${searchWords.word} = lost.word
      and not exists (select from ${searchDocuments} where words @@ lost.asked)
      and not exists (select from ${searchDocuments} where name_words @@ lost.asked)
      and not exists (select from ${searchDocuments} where site_words @@ lost.asked)`);
};

/** Adds to the words that a mistyped one may have meant. */
export const writeWords = async (writer: Writer, words: readonly string[]): Promise<void> => {
  await writer.execute(sql`
    insert into ${searchWords} (word, sound)
    select value, dmetaphone(value) from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)
    order by value
    on conflict do nothing`);
};
