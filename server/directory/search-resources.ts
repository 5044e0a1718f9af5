import type { ReadEither } from "../../db/replica.ts";
import { markOf, readCursor, writeCursor } from "../search/cursor.ts";
import { queryWords, readTerms } from "../search/read-query.ts";
import type { ResourceList, ResourceQuery } from "./contract.ts";
import { findResources, type FoundResource } from "./resources.repo.ts";

const toResource = (found: FoundResource): ResourceList["items"][number] => ({
  id: found.id,
  kind: found.kind,
  name: found.name,
  publisher: found.publisher,
  summary: found.summary,
  url: found.url,
  phone: found.phone,
  topics: found.topics,
  year: found.year,
  state: found.state,
  source: { title: found.title, published: found.published, place: found.place },
});

/** One page of what a worker reads or attends; typed words may be mistyped, or Spanish. */
export const searchResources = async (
  read: ReadEither,
  { limit = 50, cursor, ...asked }: ResourceQuery,
): Promise<ResourceList> => {
  const mark = markOf(asked);
  const after = cursor === undefined ? undefined : readCursor(cursor, mark);
  const words = queryWords(asked.q ?? "");
  if (words.length === 0 && (asked.q ?? "").trim() !== "")
    return { total: 0, items: [], next: null };
  const terms = readTerms(words, new Map()).map(({ wordings }) => {
    const [typed = "", ...others] = wordings.map((wording) => wording.words.join(" "));
    return { typed, others };
  });
  const search = {
    ...{ terms, kinds: asked.kind ?? null, topics: asked.topic ?? null, after },
    count: limit + 1,
  };
  const { total, found } = await read((reader) => findResources(reader, search));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next =
    found.length > limit && last
      ? writeCursor({ query: mark, key: last.score, name: last.name, id: last.id })
      : null;
  return { total, items: page.map(toResource), next };
};
