import { v7 } from "uuid";
import { genders, circumstances } from "../db/codes.ts";
import type * as schema from "../db/schema/index.ts";
import type { Listing } from "./listing.ts";

type Program = typeof schema.programs.$inferInsert;

const hour = 3_600_000;

/** A listing's own facts as a row; what it does not state is null. */
export const programRow = (
  listing: Listing,
  ids: { id: string; organizationId: string; siteId: string | null },
  now: Date,
): Program => ({
  ...ids,
  seedKey: listing.key,
  kind: listing.kind,
  name: listing.name,
  aliases: listing.aliases ?? [],
  summary: listing.summary ?? null,
  status: "active",
  training: listing.training ?? false,
  dedicated: listing.dedicated ?? null,
  ageMin: listing.ages?.min ?? null,
  ageMax: listing.ages?.max ?? null,
  servesDomestic: listing.servesDomestic ?? null,
  servesInternational: listing.servesInternational ?? null,
  interpreterAnyLanguage: listing.interpreterAnyLanguage ?? null,
  prefersFromElsewhere: listing.prefersFromElsewhere ?? null,
  phone: listing.phone ?? null,
  intakePhone: listing.intakePhone ?? null,
  nightPhone: listing.nightPhone ?? null,
  url: listing.url ?? null,
  intakeAroundTheClock: listing.intakeAroundTheClock ?? null,
  intakePausedUntil: listing.paused ? new Date(now.getTime() + listing.paused.hours * hour) : null,
  intakePauseReason: listing.paused?.reason ?? null,
  listedCapacity: listing.listedCapacity?.beds ?? null,
  listedCapacityAsOf: listing.listedCapacity?.asOf ?? null,
  longestStayDays: listing.stay?.longestDays ?? null,
  stayUnlimited: listing.stay?.unlimited ?? null,
  stayUntilAge: listing.stay?.untilAge ?? null,
  documentsToBring: listing.documentsToBring ?? [],
  verifiedOn: listing.verifiedOn ?? null,
  createdAt: now,
  updatedAt: now,
});

const areaOf = (area: NonNullable<Listing["areas"]>[number]) => {
  if ("county" in area) return { scope: "county", code: area.county } as const;
  if ("state" in area) return { scope: "state", code: area.state } as const;
  return { scope: "nation", code: area.nation } as const;
};

/** Rows of the lists that belong to a program, each for its table. */
export const listRows = (listing: Listing, programId: string) => ({
  genders: genders.flatMap((gender) => {
    const policy = listing.genders?.[gender];
    return policy ? [{ programId, gender, policy }] : [];
  }),
  circumstances: circumstances.flatMap((circumstance) => {
    const policy = listing.circumstances?.[circumstance];
    return policy ? [{ programId, circumstance, policy }] : [];
  }),
  languages: Object.entries(listing.languages ?? {}).map(([language, mode]) => ({
    programId,
    language,
    mode,
  })),
  areas: (listing.areas ?? []).map((area) => ({ programId, ...areaOf(area) })),
  services: (listing.services ?? []).map((service) => ({ programId, service })),
  securityFeatures: (listing.securityFeatures ?? []).map((feature) => ({ programId, feature })),
  hours: (listing.hours ?? []).flatMap(({ weekdays, opens, closes, lastIntake }) =>
    weekdays.map((weekday) => ({
      programId,
      weekday,
      opensMinute: opens,
      closesMinute: closes,
      lastIntakeMinute: lastIntake ?? null,
    })),
  ),
  closedDays: (listing.closedDays ?? []).map((day) => ({ programId, day })),
});

/**
 * A program's pools with their reports, oldest first. The pool's figures are the newest report's
 * (rule 1), and its version counts the reports.
 */
export const poolRows = (listing: Listing, programId: string, now: Date) => {
  const pools = (listing.pools ?? []).map((pool) => {
    const id = v7();
    const stated = (pool.reports ?? []).toSorted((a, b) => b.hoursAgo - a.hoursAgo);
    const reports = stated.map((report) => {
      const observedAt = new Date(now.getTime() - report.hoursAgo * hour);
      return {
        id: v7(),
        poolId: id,
        open: report.open,
        total: report.total,
        keptForMissing: report.keptForMissing ?? 0,
        observedAt,
        receivedAt: observedAt,
        source: "web" as const,
        reportedBy: null,
      };
    });
    const newest = reports.at(-1);
    const row: typeof schema.bedPools.$inferInsert & { id: string } = {
      id,
      programId,
      label: pool.label,
      ageMin: pool.ages?.min ?? null,
      ageMax: pool.ages?.max ?? null,
      genders: pool.genders ?? null,
      dedicated: pool.dedicated ?? listing.dedicated ?? false,
      open: newest?.open ?? null,
      total: newest?.total ?? null,
      keptForMissing: newest?.keptForMissing ?? null,
      observedAt: newest?.observedAt ?? null,
      receivedAt: newest?.receivedAt ?? null,
      source: newest?.source ?? null,
      version: reports.length,
    };
    return { row, reports };
  });
  return {
    pools: pools.map(({ row }) => row),
    reports: pools.flatMap(({ reports }) => reports),
  };
};
