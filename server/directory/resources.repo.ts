import { sql, type SQL } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import type { ResourceKind, Topic } from "../../db/codes.ts";
import { documents, resources } from "../../db/schema/index.ts";
import type { Position } from "../search/cursor.ts";

/** What a search of resources asks for; other ways to say a term count as they stand only. */
export interface ResourceSearch {
  terms: readonly { typed: string; others: readonly string[] }[];
  kinds: readonly string[] | null;
  topics: readonly string[] | null;
  after: Position | undefined;
  count: number;
}

export interface FoundResource extends Record<string, unknown> {
  id: string;
  kind: ResourceKind;
  name: string;
  publisher: string | null;
  summary: string | null;
  url: string | null;
  phone: string | null;
  topics: Topic[];
  year: number | null;
  state: string | null;
  title: string;
  published: string;
  place: string;
  /** How well it answers, in thousandths; equal for all where nothing was typed. */
  score: number;
}

// What was typed stands in a text when so much of its trigrams do, side by side.
const likeEnough = 0.5;

const arrayOf = (values: readonly string[] | null) =>
  sql`${values === null ? null : `{${values.join(",")}}`}::text[]`;

/** Folded words, each after a space. */
const folded = (text: SQL) =>
  sql`' ' || regexp_replace(lower(regexp_replace(normalize(${text}, NFKD), '[\u0300-\u036f''’]', '', 'g')), '[^a-z0-9]+', ' ', 'g')`;

const standsIn = (text: SQL) => sql`case
  when position(' ' || typed in ${text}) > 0 then 1
  when exists (select 1 from unnest(others) said where position(' ' || said in ${text}) > 0) then 0.8
  else word_similarity(typed, ${text}) * 0.9 end`;

/**
 * Resources that answer every term, best first, then by name; with how many there are in all. There
 * are hundreds of them, so each is looked at.
 */
export const findResources = async (
  reader: Reader,
  { terms, kinds, topics, after, count }: ResourceSearch,
): Promise<{ total: number; found: FoundResource[] }> => {
  const [kind, topic] = [arrayOf(kinds), arrayOf(topics)];
  const position = after
    ? sql`(-score, name collate "C", id) > (${-(after.key ?? 0)}::int, ${after.name}, ${after.id}::uuid)`
    : sql`true`;
  const rows = await reader.execute<FoundResource & { total: number }>(sql`
    with told as (
      select ${resources}.*, ${documents.title}, ${documents.published},
        ${folded(sql`${resources.name}`)} as in_name,
        ${folded(sql`concat_ws(' ', ${resources.name}, ${resources.publisher}, ${resources.summary})`)} as in_text
      from ${resources} join ${documents} on ${documents.id} = ${resources.documentId}
      where (${kind} is null or ${resources.kind} = any(${kind}))
        and (${topic} is null or ${resources.topics} && ${topic})
    ), judged as (
      select told.*, (1000 * coalesce(sum(named + stands), 0))::int as score,
        coalesce(min(stands), 1) as least
      from told left join lateral (
        select ${standsIn(sql`in_name`)} as named, ${standsIn(sql`in_text`)} as stands
        from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as term (typed text, others text[])
      ) each_term on true
      group by told.id, told.kind, told.name, told.publisher, told.summary, told.url, told.phone,
        told.topics, told.year, told.state, told.document_id, told.place, told.title,
        told.published, told.in_name, told.in_text
    ), answering as (
      select *, count(*) over ()::int as total from judged where least >= ${likeEnough * 0.9}
    )
    select * from answering where ${position} order by score desc, name collate "C", id
    limit ${count}`);
  return { total: rows[0]?.total ?? 0, found: rows };
};
