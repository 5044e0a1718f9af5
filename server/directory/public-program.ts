import { circumstances, genders, type Policy } from "../../db/codes.ts";
import { disclose, standingOf, type Disclosure } from "../access/disclosure.ts";
import type { Viewer } from "../access/viewer.ts";
import { countyName, stateName } from "../search/place-words.ts";
import { toWireHours } from "./clock-times.ts";
import type { Program } from "./contract.ts";
import { intakeLineAt, intakeWithPause } from "./intake-hours.ts";
import { toPool } from "./pool-figures.ts";
import type { ProgramFacts } from "./programs.repo.ts";
import { intakePhoneOf, toPublicSummary } from "./public-summary.ts";

const policyOf = (stated: readonly { code: string; policy: Policy }[], code: string) =>
  stated.find((policy) => policy.code === code)?.policy ?? "unknown";

/** The name of an area served, as people say it. */
export const areaName = ({ scope, code }: ProgramFacts["areas"][number]): string => {
  if (scope === "county") return countyName(code);
  return scope === "state" ? stateName(code) : "United States";
};

const toIntake = (facts: ProgramFacts, disclosed: Disclosure, now: Date): Program["intake"] => {
  const { openNow, opensAt } = intakeWithPause(
    { ...facts, aroundTheClock: facts.intakeAroundTheClock },
    facts.intakePausedUntil,
    now,
  );
  const paused = facts.intakePausedUntil !== null && facts.intakePausedUntil > now;
  const lines = {
    phone: intakePhoneOf(facts, disclosed),
    nightPhone: disclosed.phone ? facts.nightPhone : null,
  };
  return {
    open_now: openNow,
    opens_at: opensAt?.toISOString() ?? null,
    phone: intakeLineAt(lines, facts.timeZone, openNow, now),
    paused_until: paused ? (facts.intakePausedUntil?.toISOString() ?? null) : null,
    pause_reason: paused ? facts.intakePauseReason : null,
    around_the_clock: facts.intakeAroundTheClock,
    hours: facts.hours.map(toWireHours),
    closed_days: facts.closedDays,
    time_zone: facts.timeZone,
    night_phone: lines.nightPhone,
  };
};

/** The whole listing as `viewer` may see it; its summary's redaction is `toPublicSummary`'s. */
export const toPublicProgram = (facts: ProgramFacts, viewer: Viewer, now: Date): Program => {
  const visibility = facts.site?.visibility ?? "public";
  const disclosed = disclose(viewer, { id: facts.id, visibility });
  return {
    ...toPublicSummary(facts, viewer, now, null),
    status: facts.status,
    aliases: facts.aliases,
    summary: facts.summary,
    genders: genders.map((gender) => ({ gender, policy: policyOf(facts.genders, gender) })),
    circumstances: circumstances.map((circumstance) => ({
      circumstance,
      policy: policyOf(facts.circumstances, circumstance),
    })),
    languages: facts.languages,
    interpreter_any_language: facts.interpreterAnyLanguage,
    serves_domestic: facts.servesDomestic,
    serves_international: facts.servesInternational,
    prefers_from_elsewhere: facts.prefersFromElsewhere,
    areas: facts.areas.map((area) => ({ ...area, name: areaName(area) })),
    services: facts.services,
    security_features: facts.securityFeatures,
    intake: toIntake(facts, disclosed, now),
    stay: {
      longest_days: facts.longestStayDays,
      unlimited: facts.stayUnlimited,
      until_age: facts.stayUntilAge,
    },
    documents_to_bring: facts.documentsToBring,
    licence: facts.licence,
    pools: disclosed.beds === true ? facts.pools.map((pool) => toPool(pool, now)) : null,
    may_report: standingOf(viewer, facts.id) === "provider_own",
    citations: facts.citations.map(({ asOf, ...citation }) => ({ ...citation, as_of: asOf })),
  };
};
