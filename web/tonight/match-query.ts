import type { MatchQuery, Need } from "../api/schema.ts";

const pages = { first: 20, all: 100 };

/** What is sent to ask for matches. */
export const matchQuery = (need: Need, page: keyof typeof pages): MatchQuery => ({
  need,
  limit: pages[page],
});
