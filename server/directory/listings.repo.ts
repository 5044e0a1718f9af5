import { eq, sql } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import {
  bedPools,
  organizations,
  programCitations,
  programs,
  sites,
} from "../../db/schema/index.ts";
import { asMoment, claimedBeds } from "./claims.repo.ts";
import type { PoolCount } from "./pool-figures.ts";
import type { SummaryFacts } from "./public-summary.ts";

/** What a summary and a program's page both say of a program, by themselves or its site. */
export const summaryColumns = {
  id: programs.id,
  name: programs.name,
  organization: { id: organizations.id, name: organizations.name },
  kind: programs.kind,
  training: programs.training,
  dedicated: programs.dedicated,
  ageMin: programs.ageMin,
  ageMax: programs.ageMax,
  phone: programs.phone,
  intakePhone: programs.intakePhone,
  url: programs.url,
  listedCapacity: programs.listedCapacity,
  listedCapacityAsOf: programs.listedCapacityAsOf,
  verifiedOn: programs.verifiedOn,
  citedAsOf: sql<string | null>`(select max(${programCitations.asOf}) from ${programCitations}
    where ${programCitations.programId} = ${programs.id})`,
  site: {
    visibility: sites.visibility,
    address: sites.address,
    city: sites.city,
    zip: sites.zip,
    countyFips: sites.countyFips,
    state: sites.state,
    lat: sites.lat,
    lon: sites.lon,
  },
};

/** A listing's facts without its counts. */
export type ListingFacts = Omit<SummaryFacts, "pools">;

/** Of an active program now: its counts, and marks of the rows that its listing is read from. */
export interface Standing {
  /** Another one after every change of the program's or its site's row. */
  readonly rows: string;
  readonly pools: readonly PoolCount[];
}

const asked = sql`any(${sql.placeholder("ids")}::uuid[])`;

// A column is one text, not a value a row: sending and reading thousands of values costs the most.
const standings = sql`(
  select array_agg(${programs.id})::text as ids, array_agg(${programs}.xmin)::text as program_rows,
    array_agg(${sites}.xmin)::text as site_rows
  from ${programs} left join ${sites} on ${sites.id} = ${programs.siteId}
  where ${programs.id} = ${asked} and ${programs.status} = 'active') as standing, (
  select array_agg(${bedPools.programId})::text as owners, array_agg(${bedPools.open})::text as open,
    array_agg(${bedPools.total})::text as total,
    array_agg(${claimedBeds(asMoment(sql.placeholder("now")))})::text as claimed, array_agg(
      (date_part('epoch', date_trunc('milliseconds', ${bedPools.observedAt})) * 1000)::int8
    )::text as observed
  from ${bedPools} where ${bedPools.programId} = ${asked}) as counts`;

const column = (name: string) => sql<string | null>`${sql.identifier(name)}`;

const prepare = (reader: Reader) => ({
  standings: reader
    .select({
      ids: column("ids"),
      programRows: column("program_rows"),
      siteRows: column("site_rows"),
      owners: column("owners"),
      open: column("open"),
      total: column("total"),
      claimed: column("claimed"),
      observed: column("observed"),
    })
    .from(standings)
    .prepare("find_standings"),
  listings: reader
    .select({
      ...summaryColumns,
      programRow: sql<string>`${programs}.xmin`,
      siteRow: sql<string | null>`${sites}.xmin`,
    })
    .from(programs)
    .innerJoin(organizations, eq(organizations.id, programs.organizationId))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(sql`${programs.id} = ${asked} and ${programs.status} = 'active'`)
    .prepare("find_listings"),
});

// Putting the statements together costs more than running them.
const prepared = new WeakMap<Reader, ReturnType<typeof prepare>>();

const questionsTo = (reader: Reader) => {
  const known = prepared.get(reader) ?? prepare(reader);
  prepared.set(reader, known);
  return known;
};

const idList = (programIds: readonly string[]) => ({ ids: `{${programIds.join(",")}}` });

/** The elements of an array of PostgreSQL that hold neither commas nor quotes; `NULL` for null. */
const elementsOf = (array: string | null | undefined): string[] =>
  array === null || array === undefined ? [] : array.slice(1, -1).split(",");

const toNumber = (text: string | undefined): number | null =>
  text === undefined || text === "NULL" ? null : Number(text);

const toMoment = (text: string | undefined): Date | null => {
  const milliseconds = toNumber(text);
  return milliseconds === null ? null : new Date(milliseconds);
};

const rowsMark = (programRow: string, siteRow: string | null | undefined): string =>
  `${programRow} ${siteRow ?? "NULL"}`;

/** How the active ones among these programs stand at `now`. */
export const findStandings = async (
  reader: Reader,
  programIds: readonly string[],
  now: Date,
): Promise<Map<string, Standing>> => {
  const [found] = await questionsTo(reader).standings.execute({
    ...idList(programIds),
    now: now.toISOString(),
  });
  const [open, total, observed, claimed] = [
    ...[found?.open, found?.total, found?.observed, found?.claimed],
  ].map(elementsOf);
  const pools = new Map<string, PoolCount[]>();
  elementsOf(found?.owners).forEach((owner, at) => {
    const count = {
      open: toNumber(open?.[at]),
      total: toNumber(total?.[at]),
      observedAt: toMoment(observed?.[at]),
      claimed: toNumber(claimed?.[at]) ?? 0,
    };
    const known = pools.get(owner);
    if (known) known.push(count);
    else pools.set(owner, [count]);
  });
  const [programRows, siteRows] = [found?.programRows, found?.siteRows].map(elementsOf);
  return new Map(
    elementsOf(found?.ids).map((id, at) => [
      id,
      { rows: rowsMark(programRows?.[at] ?? "", siteRows?.[at]), pools: pools.get(id) ?? [] },
    ]),
  );
};

/** What the listings of the active ones among these programs say, and the rows that it is read from. */
export const findListings = async (
  reader: Reader,
  programIds: readonly string[],
): Promise<Map<string, { rows: string; facts: ListingFacts }>> => {
  const found = await questionsTo(reader).listings.execute(idList(programIds));
  return new Map(
    found.map(({ programRow, siteRow, ...facts }) => [
      facts.id,
      { rows: rowsMark(programRow, siteRow), facts },
    ]),
  );
};
