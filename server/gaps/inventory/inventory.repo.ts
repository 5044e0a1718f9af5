import { sql } from "drizzle-orm";
import type { Reader } from "../../../db/client.ts";
import type { Gender, Kind } from "../../../db/codes.ts";

/** A program as it counts on a day. */
export interface InventoryProgram {
  readonly kind: Kind;
  /** null: at no site. */
  readonly state: string | null;
  readonly county: string | null;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  /** Those it takes or asks about; empty: never stated. */
  readonly genders: readonly Gender[];
  readonly dedicated: boolean | null;
  readonly domestic: boolean | null;
  readonly international: boolean | null;
  /** As a document lists it, if one had by that day. */
  readonly listedBeds: number | null;
  /** By that day. */
  readonly hasReported: boolean;
  readonly reportedBeds: number | null;
}

/**
 * Programs that were here by the end of `day`, or that a document of that day or before lists, with
 * the beds of the newest count of each pool that was true by then. How many were open is not read:
 * less the open beds of coverage, from which promises are taken, it would tell each running request.
 * A listing's other facts are today's.
 */
export const findInventory = async (reader: Reader, day: string): Promise<InventoryProgram[]> => {
  const end = sql`(${day}::date + 1)::timestamp at time zone 'UTC'`;
  // A document of 2014 is as exact as its year; it counts from then on.
  const byThen = (asOf: string) => sql`${sql.raw(asOf)} <= left(${day}, length(${sql.raw(asOf)}))`;
  const rows = await reader.execute<{ program: InventoryProgram }>(sql`
    select json_build_object('kind', p.kind, 'state', s.state, 'county', s.county_fips,
      'ageMin', p.age_min, 'ageMax', p.age_max, 'dedicated', p.dedicated,
      'domestic', p.serves_domestic, 'international', p.serves_international,
      'genders', array(select g.gender from program_genders g
        where g.program_id = p.id and g.policy in ('accepts', 'ask')),
      'listedBeds', case when ${byThen("p.listed_capacity_as_of")} then p.listed_capacity end,
      'reportedBeds', r.beds, 'hasReported', r.counted > 0) as program
    from programs p left join sites s on s.id = p.site_id
    left join lateral (select sum(newest.total)::int as beds, count(*)::int as counted
      from bed_pools b cross join lateral (select br.total from bed_reports br
        where br.pool_id = b.id and br.observed_at < ${end} and br.received_at < ${end}
        order by br.observed_at desc, br.id desc limit 1) newest
      where b.program_id = p.id) r on true
    where p.status = 'active' and (p.created_at < ${end} or exists (
      select from program_citations c where c.program_id = p.id and ${byThen("c.as_of")}))`);
  return rows.map(({ program }) => program);
};

/** The first day (or month, or year) of which anything is known; null: an empty directory. */
export const findBeginning = async (reader: Reader): Promise<string | null> => {
  const [row] = await reader.execute<{ first: string | null }>(sql`
    select least((select min(as_of) from program_citations),
      (select min(created_at)::date::text from programs)) as first`);
  return row?.first ?? null;
};
