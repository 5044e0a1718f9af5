import { circumstances, genders, kinds, residentialKinds } from "../../db/codes.ts";
import type { IntakeSchedule } from "../../server/directory/intake-hours.ts";
import { allCounties } from "../../server/directory/places.ts";
import type { PolicyBits, PoolFacts, ProgramFacts } from "../../server/matching/facts.ts";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";

/** Numbers from a seed, the same in every run. */
const dice = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  const below = (end: number) => uniformInt(generator, 0, end - 1);
  return {
    below,
    chance: (percent: number) => below(100) < percent,
    pick: <T>(choices: readonly T[]): T => choices[below(choices.length)] as T,
  };
};
type Dice = ReturnType<typeof dice>;

const zones = ["America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York"];
const hexDigits = (roll: Dice, length: number) =>
  Array.from({ length }, () => roll.below(16).toString(16)).join("");

/** As UUIDv7 makes them: one moment, then chance. */
const someId = (roll: Dice) =>
  `0198c5f0-0000-7${hexDigits(roll, 3)}-8${hexDigits(roll, 3)}-${hexDigits(roll, 12)}`;

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const schedules: IntakeSchedule[] = zones.flatMap((timeZone) =>
  [[480, 1020], [540, 1080], [420, 1320], [1200, 1920], null].flatMap((hours) =>
    [5, 7].map((days) => ({
      timeZone,
      aroundTheClock: hours === null && days === 7 ? true : null,
      hours: hours
        ? weekdays.slice(0, days).map((weekday) => ({
            weekday,
            opensMinute: hours[0] ?? 0,
            closesMinute: hours[1] ?? 0,
            lastIntakeMinute: null,
          }))
        : [],
      closedDays: hours ? ["2026-12-25"] : [],
    })),
  ),
);

const languageSets = [
  [],
  [{ language: "eng", mode: "direct" as const }],
  [
    { language: "eng", mode: "direct" as const },
    { language: "spa", mode: "direct" as const },
  ],
  [
    { language: "eng", mode: "direct" as const },
    { language: "spa", mode: "interpreter" as const },
    { language: "vie", mode: "interpreter" as const },
  ],
];

const policies = (roll: Dice, codes: number, accepted: number): PolicyBits => {
  const bits = { accepts: 0, asks: 0, declines: 0 };
  for (let code = 0; code < codes; code += 1) {
    const stated = roll.below(100);
    if (stated < accepted) bits.accepts |= 1 << code;
    else if (stated < accepted + 12) bits.asks |= 1 << code;
    else if (stated < accepted + 24) bits.declines |= 1 << code;
  }
  return bits;
};

const hour = 3_600_000;

const pool = (roll: Dice, program: number, position: number, now: Date): PoolFacts => {
  const total = 2 + roll.below(10);
  const counted = roll.chance(85);
  return {
    id: `${program}-${position}`,
    ageMin: roll.chance(30) ? 12 + roll.below(3) : null,
    ageMax: roll.chance(30) ? 15 + roll.below(4) : null,
    genders: roll.chance(40) ? 1 + roll.below((1 << genders.length) - 1) : null,
    dedicated: roll.chance(40),
    open: counted ? roll.below(Math.min(4, total)) : null,
    total: counted ? total : null,
    observedAt: counted ? new Date(now.getTime() - roll.below(20 * hour)) : null,
  };
};

/** `count` made-up programs with four pools each, all over the country; for measuring only. */
export const syntheticFacts = (count: number, now: Date, seed = 1): ProgramFacts[] => {
  const roll = dice(seed);
  const counties = allCounties();
  return Array.from({ length: count }, (_, number): ProgramFacts => {
    const county = roll.pick(counties);
    const kind = roll.chance(65) ? roll.pick(residentialKinds) : roll.pick(kinds);
    const visibility = roll.pick(["public", "public", "partners", "confidential"] as const);
    const exact = visibility !== "confidential";
    const ageMin = 10 + roll.below(5);
    return {
      id: someId(roll),
      name: `Synthetic program ${number}`,
      organization: { id: "0198c5f0-0000-7000-8000-000000000000", name: "Synthetic organization" },
      kind,
      training: true,
      dedicated: roll.pick([true, false, null]),
      site: {
        visibility,
        address: exact ? `${number} Synthetic Street` : null,
        city: exact ? "Synthetic" : null,
        zip: exact ? "94607" : null,
        countyFips: county.fips,
        state: county.state,
        lat: exact ? county.lat + roll.below(100) / 500 : county.lat,
        lon: exact ? county.lon + roll.below(100) / 500 : county.lon,
      },
      ageMin: roll.chance(90) ? ageMin : null,
      ageMax: roll.chance(90) ? ageMin + 3 + roll.below(6) : null,
      phone: "510-555-0100",
      intakePhone: null,
      url: null,
      pools: [0, 1, 2, 3].map((position) => pool(roll, number, position, now)),
      claims: [],
      listedCapacity: null,
      listedCapacityAsOf: null,
      verifiedOn: "2026-03-01",
      citedAsOf: null,
      stayUntilAge: roll.chance(20) ? 18 : null,
      genders: policies(roll, genders.length, 70),
      circumstances: policies(roll, circumstances.length, 60),
      languages: roll.pick(languageSets),
      interpreterAnyLanguage: roll.pick([true, true, false, null]),
      areas: roll.chance(5) ? ["US"] : roll.chance(50) ? [county.state] : [county.fips],
      prefersFromElsewhere: roll.chance(5) ? true : null,
      schedule: roll.pick(schedules),
      pausedUntil: roll.chance(3) ? new Date(now.getTime() + hour) : null,
      nightPhone: null,
    };
  });
};
