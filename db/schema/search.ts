import {
  boolean,
  char,
  customType,
  doublePrecision,
  index,
  pgTable,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
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
    /** Folded (lower case, without accents) names, for exact, prefix and trigram comparison. */
    name: text("name").notNull(),
    names: text("names").notNull(),
    words: tsvector("words").notNull(),
    kind: text("kind").notNull(),
    visibility: text("visibility").notNull(),
    state: char("state", { length: 2 }),
    county: char("county", { length: 5 }),
    /** Areas served, as `county:06001`, `state:CA` or `nation:US`. */
    areas: text("areas").array().notNull(),
    languages: text("languages").array().notNull(),
    genders: text("genders").array().notNull(),
    circumstances: text("circumstances").array().notNull(),
    services: text("services").array().notNull(),
    ageMin: smallint("age_min"),
    ageMax: smallint("age_max"),
    dedicated: boolean("dedicated").notNull(),
    training: boolean("training").notNull(),
    lat: doublePrecision("lat"),
    lon: doublePrecision("lon"),
    observedAt: moment("observed_at"),
  },
  (t) => [
    index("search_documents_words").using("gin", t.words),
    index("search_documents_names").using("gin", t.names.op("gin_trgm_ops")),
    index("search_documents_name").on(t.name.op("text_pattern_ops")),
    index("search_documents_kind").on(t.kind),
    index("search_documents_county").on(t.county),
    index("search_documents_state").on(t.state),
  ],
);
