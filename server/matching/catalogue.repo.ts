import { and, asc, eq, gt, sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Reader } from "../../db/client.ts";
import {
  circumstances,
  genders,
  type Gender,
  type LanguageMode,
  type Policy,
} from "../../db/codes.ts";
import {
  bedPools,
  intakeClosedDays,
  intakeHours,
  organizations,
  programAreas,
  programCircumstances,
  programCitations,
  programGenders,
  programLanguages,
  programs,
  sites,
} from "../../db/schema/index.ts";
import { statement, type Given } from "../../db/statements.ts";
import { claimsOnBeds } from "../directory/claims.repo.ts";
import type { WeeklyHours } from "../directory/intake-hours.ts";

/** Rows of a subquery as one JSON array; moments arrive as text. */
const rows = <T>(query: SQL) =>
  sql<T[]>`(select coalesce(json_agg(part), '[]'::json) from (${query}) part)`;

/** A bit for every code of the list with this policy. */
const bitsOf = (
  codes: readonly string[],
  column: PgColumn,
  policy: PgColumn,
  stated: Policy,
): SQL => {
  const list = sql.raw(`array[${codes.map((code) => `'${code}'`).join(", ")}]`);
  return sql`coalesce(bit_or(1 << (array_position(${list}, ${column}) - 1))
    filter (where ${policy} = ${sql.raw(`'${stated}'`)}), 0)`;
};

export interface PolicyBitsRow {
  accepts: number;
  asks: number;
  declines: number;
}

const policyBits = (
  codes: readonly string[],
  table: typeof programGenders | typeof programCircumstances,
  code: PgColumn,
) => {
  const bits = (stated: Policy) => bitsOf(codes, code, table.policy, stated);
  return sql<PolicyBitsRow>`(select json_build_object('accepts', ${bits("accepts")},
    'asks', ${bits("ask")}, 'declines', ${bits("declines")})
    from ${table} where ${table.programId} = ${programs.id})`;
};

export interface ClaimInJson {
  holdId: string;
  poolId: string;
  expiresAt: string | null;
}

export interface PoolInJson {
  id: string;
  ageMin: number | null;
  ageMax: number | null;
  genders: Gender[] | null;
  dedicated: boolean;
  open: number | null;
  total: number | null;
  observedAt: string | null;
}

/** Listings and what decides matches; never a confidential address, which lies in another table. */
const columns = {
  id: programs.id,
  name: programs.name,
  organization: { id: organizations.id, name: organizations.name },
  kind: programs.kind,
  training: programs.training,
  dedicated: programs.dedicated,
  ageMin: programs.ageMin,
  ageMax: programs.ageMax,
  stayUntilAge: programs.stayUntilAge,
  phone: programs.phone,
  intakePhone: programs.intakePhone,
  nightPhone: programs.nightPhone,
  url: programs.url,
  listedCapacity: programs.listedCapacity,
  listedCapacityAsOf: programs.listedCapacityAsOf,
  verifiedOn: programs.verifiedOn,
  interpreterAnyLanguage: programs.interpreterAnyLanguage,
  prefersFromElsewhere: programs.prefersFromElsewhere,
  pausedUntil: programs.intakePausedUntil,
  aroundTheClock: programs.intakeAroundTheClock,
  timeZone: sites.timeZone,
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
  citedAsOf: sql<string | null>`(select max(${programCitations.asOf}) from ${programCitations}
    where ${programCitations.programId} = ${programs.id})`,
  genders: policyBits(genders, programGenders, programGenders.gender),
  circumstances: policyBits(circumstances, programCircumstances, programCircumstances.circumstance),
  languages: rows<{ language: string; mode: LanguageMode }>(sql`
    select ${programLanguages.language}, ${programLanguages.mode} from ${programLanguages}
    where ${programLanguages.programId} = ${programs.id} order by ${programLanguages.language}`),
  areas: sql<string[]>`array(select ${programAreas.code} from ${programAreas}
    where ${programAreas.programId} = ${programs.id} order by ${programAreas.code})`,
  hours: rows<WeeklyHours>(sql`select ${intakeHours.weekday},
    ${intakeHours.opensMinute} as "opensMinute", ${intakeHours.closesMinute} as "closesMinute",
    ${intakeHours.lastIntakeMinute} as "lastIntakeMinute" from ${intakeHours}
    where ${intakeHours.programId} = ${programs.id}
    order by ${intakeHours.weekday}, ${intakeHours.opensMinute}`),
  closedDays: sql<string[]>`array(select ${intakeClosedDays.day}::text from ${intakeClosedDays}
    where ${intakeClosedDays.programId} = ${programs.id} order by ${intakeClosedDays.day})`,
  pools: rows<PoolInJson>(sql`select ${bedPools.id}, ${bedPools.ageMin} as "ageMin",
    ${bedPools.ageMax} as "ageMax", ${bedPools.genders}, ${bedPools.dedicated}, ${bedPools.open},
    ${bedPools.total}, ${bedPools.observedAt} as "observedAt" from ${bedPools}
    where ${bedPools.programId} = ${programs.id} order by ${bedPools.label}`),
  claims: sql<ClaimInJson[]>`${claimsOnBeds}`,
};

const select = (reader: Reader) =>
  reader
    .select(columns)
    .from(programs)
    .innerJoin(organizations, eq(organizations.id, programs.organizationId))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .$dynamic();

export type CatalogueRow = Awaited<ReturnType<typeof findActivePrograms>>[number];

const active = eq(programs.status, "active");

const activeAmong = statement((reader: Reader, { ids }: Given<"ids">) =>
  select(reader).where(and(active, sql`${programs.id} = any(${ids}::uuid[])`)),
);

/** The active ones among these programs. */
export const findActivePrograms = (reader: Reader, programIds: readonly string[]) =>
  activeAmong(reader, { ids: `{${programIds.join(",")}}` });

/** The first `limit` active programs by id after `after`; each statement sees one moment. */
export const findActiveProgramsAfter = (reader: Reader, after: string | null, limit: number) =>
  select(reader)
    .where(after === null ? active : and(active, gt(programs.id, after)))
    .orderBy(asc(programs.id))
    .limit(limit);
