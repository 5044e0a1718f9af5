import { eq, sql, type SQL } from "drizzle-orm";
import type { Reader } from "../../db/client.ts";
import type {
  AreaScope,
  Circumstance,
  Gender,
  LanguageMode,
  LicenceStatus,
  PauseReason,
  Policy,
  ProgramStatus,
  SecurityFeature,
  Service,
} from "../../db/codes.ts";
import {
  bedPools,
  documents,
  intakeClosedDays,
  intakeHours,
  organizations,
  programAreas,
  programCircumstances,
  programCitations,
  programGenders,
  programLanguages,
  programLicences,
  programSecurityFeatures,
  programServices,
  programs,
  sites,
} from "../../db/schema/index.ts";
import { asMoment, claimedBeds, filledBeds } from "./claims.repo.ts";
import { summaryColumns } from "./listings.repo.ts";
import type { PoolRow } from "./pool-figures.ts";
import type { SummaryFacts } from "./public-summary.ts";

/** Rows as JSON; moments arrive as text. */
const rows = <T>(query: SQL) =>
  sql<T[]>`(select coalesce(json_agg(part), '[]'::json) from (${query}) part)`;

const toMoment = (text: string | null): Date | null => (text === null ? null : new Date(text));

interface PoolInJson extends Omit<PoolRow, "observedAt" | "receivedAt"> {
  observedAt: string | null;
  receivedAt: string | null;
}

/** Everything that a program's page says, before anything is held back. */
export interface ProgramFacts extends SummaryFacts {
  status: ProgramStatus;
  aliases: string[];
  summary: string | null;
  genders: { code: Gender; policy: Policy }[];
  circumstances: { code: Circumstance; policy: Policy }[];
  languages: { language: string; mode: LanguageMode }[];
  interpreterAnyLanguage: boolean | null;
  servesDomestic: boolean | null;
  servesInternational: boolean | null;
  prefersFromElsewhere: boolean | null;
  areas: { scope: AreaScope; code: string }[];
  services: Service[];
  securityFeatures: SecurityFeature[];
  nightPhone: string | null;
  intakeAroundTheClock: boolean | null;
  intakePausedUntil: Date | null;
  intakePauseReason: PauseReason | null;
  hours: {
    weekday: number;
    opensMinute: number;
    closesMinute: number;
    lastIntakeMinute: number | null;
  }[];
  closedDays: string[];
  timeZone: string | null;
  longestStayDays: number | null;
  stayUnlimited: boolean | null;
  stayUntilAge: number | null;
  documentsToBring: string[];
  licence: { status: LicenceStatus; until: string | null } | null;
  pools: PoolRow[];
  citations: {
    title: string;
    publisher: string;
    published: string;
    place: string;
    asOf: string;
    url: string | null;
  }[];
}

/** One program whole, in one statement, with its beds as they stand at `now`. */
export const findProgram = async (
  reader: Reader,
  programId: string,
  now: Date,
): Promise<ProgramFacts | undefined> => {
  const [row] = await reader
    .select({
      ...summaryColumns,
      status: programs.status,
      aliases: programs.aliases,
      summary: programs.summary,
      interpreterAnyLanguage: programs.interpreterAnyLanguage,
      servesDomestic: programs.servesDomestic,
      servesInternational: programs.servesInternational,
      prefersFromElsewhere: programs.prefersFromElsewhere,
      nightPhone: programs.nightPhone,
      intakeAroundTheClock: programs.intakeAroundTheClock,
      intakePausedUntil: programs.intakePausedUntil,
      intakePauseReason: programs.intakePauseReason,
      timeZone: sites.timeZone,
      longestStayDays: programs.longestStayDays,
      stayUnlimited: programs.stayUnlimited,
      stayUntilAge: programs.stayUntilAge,
      documentsToBring: programs.documentsToBring,
      licence: sql<
        ProgramFacts["licence"]
      >`(select json_build_object('status', status, 'until', until)
        from ${programLicences} where program_id = ${programs.id})`,
      genders: rows<ProgramFacts["genders"][number]>(sql`select gender as code, policy
        from ${programGenders} where program_id = ${programs.id}`),
      circumstances: rows<ProgramFacts["circumstances"][number]>(sql`
        select circumstance as code, policy from ${programCircumstances}
        where program_id = ${programs.id}`),
      languages: rows<ProgramFacts["languages"][number]>(sql`select language, mode
        from ${programLanguages} where program_id = ${programs.id} order by mode, language`),
      areas: rows<ProgramFacts["areas"][number]>(sql`select scope, code from ${programAreas}
        where program_id = ${programs.id} order by scope desc, code`),
      services: sql<Service[]>`array(select service from ${programServices}
        where program_id = ${programs.id} order by service)`,
      securityFeatures: sql<SecurityFeature[]>`array(select feature from ${programSecurityFeatures}
        where program_id = ${programs.id} order by feature)`,
      hours: rows<ProgramFacts["hours"][number]>(sql`select weekday,
        opens_minute as "opensMinute", closes_minute as "closesMinute",
        last_intake_minute as "lastIntakeMinute" from ${intakeHours}
        where program_id = ${programs.id} order by weekday, opens_minute`),
      closedDays: sql<string[]>`array(select day::text from ${intakeClosedDays}
        where program_id = ${programs.id} order by day)`,
      pools: rows<PoolInJson>(sql`select id, label, age_min as "ageMin", age_max as "ageMax",
        genders, dedicated, open, total, kept_for_missing as "keptForMissing",
        observed_at as "observedAt", received_at as "receivedAt", version,
        ${claimedBeds(asMoment(sql.placeholder("now")))} as claimed, ${filledBeds} as filled
        from ${bedPools} where program_id = ${programs.id} order by label`),
      citations: rows<ProgramFacts["citations"][number]>(sql`select title, publisher, published,
        place, as_of as "asOf", url from ${programCitations}
        join ${documents} on ${documents.id} = document_id
        where program_id = ${programs.id} order by as_of desc, title, place`),
    })
    .from(programs)
    .innerJoin(organizations, eq(organizations.id, programs.organizationId))
    .leftJoin(sites, eq(sites.id, programs.siteId))
    .where(eq(programs.id, sql.placeholder("id")))
    .prepare("find_program")
    .execute({ id: programId, now: now.toISOString() });
  return (
    row && {
      ...row,
      pools: row.pools.map((pool) => ({
        ...pool,
        observedAt: toMoment(pool.observedAt),
        receivedAt: toMoment(pool.receivedAt),
      })),
    }
  );
};
