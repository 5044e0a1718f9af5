import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/**
 * Requests of all instances together, by who makes them, in the current minute. `key` is a keyed
 * hash, so that the table tells nobody's address. Unlogged: after a crash counting begins anew.
 */
export const requestCounts = pgTable(
  "request_counts",
  {
    key: text("key").primaryKey(),
    windowStart: moment("window_start").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [index("request_counts_window").on(t.windowStart)],
);
