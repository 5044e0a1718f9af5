import timeZoneAt from "@photostructure/tz-lookup";
import { policies, type Policy } from "../../../db/codes.ts";
import type { IntakeSchedule } from "../../directory/intake-hours.ts";
import type { CountyPlace, Point } from "../../directory/places.ts";
import { DomainError, invalid } from "../../errors.ts";
import {
  circumstanceBit,
  genderBit,
  type PolicyBits,
  type PoolFacts,
  type ProgramFacts,
} from "../../matching/facts.ts";
import { originOf } from "../../matching/resolve-need.ts";
import { requireCounty } from "../coverage/require-county.ts";
import { requireState } from "../coverage/require-state.ts";
import type { ImaginedProgram } from "./contract.ts";

const bitsOf = (stated: readonly { bit: number; policy: Policy }[]): PolicyBits => {
  const [accepts = 0, asks = 0, declines = 0] = policies.map((policy) =>
    stated.reduce((bits, one) => (one.policy === policy ? bits | one.bit : bits), 0),
  );
  return { accepts, asks, declines };
};

const checkAges = (path: string, ages: { min?: number; max?: number } = {}): void => {
  if ((ages.min ?? 0) > (ages.max ?? Infinity)) {
    throw invalid(path, "The youngest age is above the oldest.");
  }
};

const poolOf = (pool: ImaginedProgram["pools"][number], at: number, now: Date): PoolFacts => {
  checkAges(`body/program/pools/${at}/ages`, pool.ages);
  if (pool.open > pool.beds) {
    throw invalid(`body/program/pools/${at}/open`, "More beds are open than there are.");
  }
  return {
    id: `imagined-${at}`,
    ageMin: pool.ages?.min ?? null,
    ageMax: pool.ages?.max ?? null,
    genders: pool.genders?.reduce((bits, gender) => bits | genderBit(gender), 0) ?? null,
    dedicated: pool.dedicated ?? false,
    open: pool.open,
    total: pool.beds,
    observedAt: now,
  };
};

interface Located extends Point {
  readonly county: CountyPlace;
}

const locate = ({ at }: ImaginedProgram): Located => {
  const path = "body/program/at";
  if ("county" in at) {
    const county = requireCounty(at.county, `${path}/county`);
    return { lat: county.lat, lon: county.lon, county };
  }
  const { lat, lon, county } = originOf(at, path);
  if (county) return { lat, lon, county };
  const message = "This place is in no county of the country.";
  throw new DomainError("unknown_place", message, { errors: [{ path, message }] });
};

const areaCode = (
  area: ImaginedProgram["areas"][number],
  { fips, state }: CountyPlace,
  path: string,
): string => {
  if ("own" in area) return area.own === "county" ? fips : state;
  if ("county" in area) return requireCounty(area.county, `${path}/county`).fips;
  requireState(area.state, `${path}/state`);
  return area.state;
};

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

const scheduleOf = (imagined: ImaginedProgram, { lat, lon }: Point): IntakeSchedule => {
  const { intake_around_the_clock: always, intake_hours: stated } = imagined;
  const timeZone = timeZoneAt(lat, lon);
  if (!stated) return { timeZone, aroundTheClock: always ?? null, hours: [], closedDays: [] };
  if (always === true) {
    throw invalid("body/program/intake_hours", "Around the clock leaves no hours to state.");
  }
  const [opensMinute, closes] = [minutesOf(stated.opens), minutesOf(stated.closes)];
  const closesMinute = closes > opensMinute ? closes : closes + 1440;
  return {
    ...{ timeZone, aroundTheClock: false, closedDays: [] },
    hours: stated.days.map((weekday) => ({
      ...{ weekday, opensMinute, closesMinute, lastIntakeMinute: null },
    })),
  };
};

/** A program that is not there, and the county in which it would be. */
export interface Imagined {
  readonly facts: ProgramFacts;
  readonly county: CountyPlace;
}

/**
 * The facts that such a program would have, with counts of this moment. Throws `invalid_input`
 * where it contradicts itself and `unknown_place`.
 */
export const imagineProgram = (imagined: ImaginedProgram, now: Date): Imagined => {
  const place = locate(imagined);
  const { county } = place;
  checkAges("body/program/ages", imagined.ages);
  const facts: ProgramFacts = {
    ...{ id: "00000000-0000-7000-8000-000000000000", name: "", training: false },
    ...{ organization: { id: "", name: "" }, kind: imagined.kind },
    ...{ dedicated: imagined.dedicated ?? null, listedCapacity: null, listedCapacityAsOf: null },
    site: {
      ...{ visibility: "public", address: null, city: null, zip: null, state: county.state },
      ...{ countyFips: county.fips, lat: place.lat, lon: place.lon },
    },
    ...{ ageMin: imagined.ages?.min ?? null, ageMax: imagined.ages?.max ?? null },
    ...{ phone: null, intakePhone: null, nightPhone: null, url: null },
    ...{ verifiedOn: null, citedAsOf: null, stayUntilAge: null, pausedUntil: null },
    pools: imagined.pools.map((pool, at) => poolOf(pool, at, now)),
    claims: [],
    genders: bitsOf(
      (imagined.genders ?? []).map(({ gender, policy }) => ({ bit: genderBit(gender), policy })),
    ),
    circumstances: bitsOf(
      (imagined.circumstances ?? []).map(({ circumstance, policy }) => ({
        bit: circumstanceBit(circumstance),
        policy,
      })),
    ),
    languages: imagined.languages ?? [],
    interpreterAnyLanguage: imagined.interpreter_any_language ?? null,
    areas: imagined.areas.map((area, at) => areaCode(area, county, `body/program/areas/${at}`)),
    prefersFromElsewhere: null,
    schedule: scheduleOf(imagined, place),
  };
  return { facts, county };
};
