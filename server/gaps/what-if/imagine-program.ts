import { policies, type Policy } from "../../../db/codes.ts";
import { invalid } from "../../errors.ts";
import {
  circumstanceBit,
  genderBit,
  type PolicyBits,
  type PoolFacts,
  type ProgramFacts,
} from "../../matching/facts.ts";
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

/**
 * The facts that such a program would have, at its county's centre and with counts of this moment.
 * Throws `invalid_input` where it contradicts itself and `unknown_place`.
 */
export const imagineProgram = (imagined: ImaginedProgram, now: Date): ProgramFacts => {
  const county = requireCounty(imagined.county, "body/program/county");
  checkAges("body/program/ages", imagined.ages);
  const areas = imagined.areas.map((area, at) => {
    if ("county" in area) {
      return requireCounty(area.county, `body/program/areas/${at}/county`).fips;
    }
    requireState(area.state, `body/program/areas/${at}/state`);
    return area.state;
  });
  return {
    ...{ id: "00000000-0000-7000-8000-000000000000", name: "", training: false },
    ...{ organization: { id: "", name: "" }, kind: imagined.kind },
    ...{ dedicated: imagined.dedicated ?? null, listedCapacity: null, listedCapacityAsOf: null },
    site: {
      ...{ visibility: "public", address: null, city: null, zip: null, state: county.state },
      ...{ countyFips: county.fips, lat: county.lat, lon: county.lon },
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
    areas,
    prefersFromElsewhere: null,
    schedule: {
      ...{ timeZone: null, hours: [], closedDays: [] },
      aroundTheClock: imagined.intake_around_the_clock ?? null,
    },
  };
};
