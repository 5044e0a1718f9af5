import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { visibilities } from "../codes.ts";
import { coded, moment, oneOf } from "./columns.ts";
import { programs } from "./directory.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * What directory search may look at: one flat row a program, written whole by the indexer in the
 * transaction that changes the program. It holds nothing finer than the county of a confidential site.
 */
export const searchDocuments = pgTable(
  "search_documents",
  {
    programId: uuid("program_id")
      .primaryKey()
      .references(() => programs.id, { onDelete: "cascade" }),
    /** Stands for the program where many must be named briefly. */
    number: integer("number").notNull().unique().generatedAlwaysAsIdentity(),
    /** The search version in which this row was last written. */
    version: bigint("version", { mode: "number" }).notNull(),
    /** When that was: how far an engine that copies the documents is behind. */
    writtenAt: moment("written_at").notNull().defaultNow(),
    /** An inactive program keeps its row and is in no answer. */
    listed: boolean("listed").notNull(),
    visibility: coded("visibility", visibilities).notNull(),
    /** Folded: lower case, without accents, words apart by one space. The program's own name first. */
    names: text("names").array().notNull(),
    /** The same of its organization. */
    organizationNames: text("organization_names").array().notNull().default([]),
    /** What filters and facets look at, as `kind:safe_house`, `age:15`, `county:06001`. */
    codes: text("codes").array().notNull(),
    /** County of the site; its centre stands for a point that a viewer may not know. */
    county: char("county", { length: 5 }),
    lat: doublePrecision("lat"),
    lon: doublePrecision("lon"),
    verifiedOn: date("verified_on", { mode: "string" }),
    /** Newest date among its citations: here so that a listing's every change makes a new version. */
    citedAsOf: text("cited_as_of"),
    nameWords: tsvector("name_words").notNull(),
    words: tsvector("words").notNull(),
    /** Town and ZIP, for viewers who may know where the site is. */
    siteWords: tsvector("site_words").notNull(),
  },
  (t) => [
    oneOf("search_documents_visibility", t.visibility, visibilities),
    check(
      "search_documents_confidential_is_its_county",
      sql`${t.visibility} <> 'confidential' or (${t.lat} is null and ${t.lon} is null and ${t.siteWords} = ''::tsvector)`,
    ),
    index("search_documents_version").on(t.version),
    index("search_documents_name_words").using("gin", t.nameWords),
    index("search_documents_words").using("gin", t.words),
    index("search_documents_site_words").using("gin", t.siteWords),
  ],
);

/** Every word of the documents, to find the one that was meant; `sound` is its double metaphone. */
export const searchWords = pgTable(
  "search_words",
  { word: text("word").primaryKey(), sound: text("sound").notNull() },
  (t) => [
    index("search_words_word").using("gin", t.word.op("gin_trgm_ops")),
    index("search_words_prefix").on(t.word.op("text_pattern_ops")),
    index("search_words_sound").on(t.sound),
  ],
);

/**
 * One row: the version of the documents. Whoever writes documents raises it first and so waits for
 * every earlier writer to commit: what is newer than a version that was read was not yet seen.
 */
export const searchState = pgTable(
  "search_state",
  {
    only: boolean("only").primaryKey().default(true),
    version: bigint("version", { mode: "number" }).notNull(),
    /** Documents were removed in this version: what was read before must be read again whole. */
    removedIn: bigint("removed_in", { mode: "number" }).notNull(),
  },
  (t) => [check("search_state_only", sql`${t.only}`)],
);
