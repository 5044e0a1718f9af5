import fc from "fast-check";
import { circumstances, genders, kinds, visibilities, type Gender } from "../../db/codes.ts";
import type { Viewer } from "../../server/access/viewer.ts";
import { findCounty } from "../../server/directory/places.ts";
import {
  circumstanceBit,
  genderBit,
  type PolicyBits,
  type PoolFacts,
  type ProgramFacts,
} from "../../server/matching/facts.ts";
import type { Circumstance, Policy } from "../../db/codes.ts";
import { resolveNeed } from "../../server/matching/resolve-need.ts";
import type { Search, View } from "../../server/matching/search.ts";

/** A Monday noon in California. */
export const noon = new Date("2026-03-02T20:00:00Z");

const person = (
  role: "worker" | "provider" | "analyst" | "steward",
  own: string[] = [],
): Viewer => ({
  kind: "user",
  userId: role,
  name: role,
  email: `${role}@training.test`,
  role,
  programIds: new Set(own),
  leadOf: new Set(),
});
export const worker = person("worker");
export const analyst = person("analyst");
export const staffOf = (...programIds: string[]) => person("provider", programIds);
export const asWorker: View = { viewer: worker, now: noon };

export const idOf = (number: number) =>
  `0198c5f0-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

export const policies = <Code extends Gender | Circumstance>(
  bit: (code: Code) => number,
  stated: Partial<Record<Code, Policy>>,
): PolicyBits => {
  const bits = { accepts: 0, asks: 0, declines: 0 };
  const field = { accepts: "accepts", ask: "asks", declines: "declines" } as const;
  for (const [code, policy] of Object.entries(stated) as [Code, Policy][]) {
    bits[field[policy]] |= bit(code);
  }
  return bits;
};
export const genderPolicies = (stated: Partial<Record<Gender, Policy>>) =>
  policies(genderBit, stated);
export const circumstancePolicies = (stated: Partial<Record<Circumstance, Policy>>) =>
  policies(circumstanceBit, stated);

const everything = <Code extends string>(codes: readonly Code[]) =>
  Object.fromEntries(codes.map((code) => [code, "accepts"])) as Record<Code, Policy>;

export const aPool = (overrides: Partial<PoolFacts> = {}): PoolFacts => ({
  id: idOf(1),
  ageMin: null,
  ageMax: null,
  genders: null,
  dedicated: false,
  open: null,
  total: null,
  observedAt: null,
  ...overrides,
});

/** A pool counted so many hours before `noon`. */
export const countedPool = (open: number, hoursAgo: number, overrides: Partial<PoolFacts> = {}) =>
  aPool({
    open,
    total: open + 2,
    observedAt: new Date(noon.getTime() - hoursAgo * 3_600_000),
    ...overrides,
  });

const oakland = { lat: 37.808842, lon: -122.304697 };

let made = 0;

/** A shelter in Oakland that takes every child of 11 to 17 around the clock; it has no pools. */
export const aProgram = (overrides: Partial<ProgramFacts> = {}): ProgramFacts => {
  made += 1;
  return {
    id: idOf(made),
    name: `Fictional shelter ${made}`,
    organization: { id: idOf(0), name: "Fictional organization" },
    kind: "emergency_shelter",
    training: true,
    dedicated: null,
    site: {
      visibility: "public",
      address: `${made} Fictional Street`,
      city: "Oakland",
      zip: "94607",
      countyFips: "06001",
      state: "CA",
      ...oakland,
    },
    ageMin: 11,
    ageMax: 17,
    phone: "510-555-0100",
    intakePhone: null,
    url: null,
    pools: [],
    claims: [],
    listedCapacity: null,
    listedCapacityAsOf: null,
    verifiedOn: null,
    citedAsOf: null,
    stayUntilAge: null,
    genders: genderPolicies(everything(genders)),
    circumstances: circumstancePolicies(everything(circumstances)),
    languages: [{ language: "eng", mode: "direct" }],
    interpreterAnyLanguage: true,
    areas: ["CA"],
    prefersFromElsewhere: null,
    schedule: {
      timeZone: "America/Los_Angeles",
      aroundTheClock: true,
      hours: [],
      closedDays: [],
    },
    pausedUntil: null,
    nightPhone: null,
    ...overrides,
  };
};

/** The site of `aProgram` elsewhere, or otherwise visible. */
export const aSite = (overrides: Partial<NonNullable<ProgramFacts["site"]>> = {}) => {
  const site = aProgram().site;
  if (!site) throw new Error("The fictional shelter lost its site.");
  return { ...site, ...overrides };
};

/** As it is kept: a confidential site's row has nothing finer than its county. */
export const confidentialSite = (countyFips: string) => {
  const county = findCounty(countyFips);
  return aSite({
    visibility: "confidential",
    address: null,
    city: null,
    zip: null,
    countyFips,
    state: county?.state ?? "CA",
    lat: county?.lat ?? null,
    lon: county?.lon ?? null,
  });
};

/** A girl of 15 from Oakland. */
export const aSearch = (overrides: Partial<Search> = {}): Search => ({
  ...resolveNeed({ age: 15, gender: "girl", from: { zip: "94607" } }),
  ...overrides,
});

const someBits = (codes: readonly string[]): fc.Arbitrary<PolicyBits> =>
  fc
    .array(fc.constantFrom("accepts", "accepts", "asks", "declines", "unknown"), {
      minLength: codes.length,
      maxLength: codes.length,
    })
    .map((stated) => {
      const bits = { accepts: 0, asks: 0, declines: 0 };
      stated.forEach((policy, code) => {
        if (policy === "accepts" || policy === "asks" || policy === "declines") {
          bits[policy] |= 1 << code;
        }
      });
      return bits;
    });

/** Mostly nothing; what is nothing stays as it is where nobody says otherwise. */
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const stated = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 5 });
const someAge = fc.integer({ min: 9, max: 20 });
const someAges = fc
  .tuple(maybe(someAge), maybe(someAge))
  .map(([a, b]) =>
    a !== null && b !== null && a > b ? { ageMin: b, ageMax: a } : { ageMin: a, ageMax: b },
  );
const hours = 3_600_000;

const somePool: fc.Arbitrary<PoolFacts> = fc
  .record({
    id: fc.integer({ min: 1, max: 4 }).map(idOf),
    ages: seldom(someAges),
    genders: seldom(fc.integer({ min: 1, max: 31 })),
    dedicated: fc.boolean(),
    count: maybe(
      fc.record({
        open: fc.integer({ min: 0, max: 3 }),
        // Also exactly at the edges of fresh and aging, and a little ahead of the clock.
        age: fc.oneof(
          fc.constantFrom(-1000, 0, 4 * hours, 4 * hours + 1, 12 * hours, 12 * hours + 1),
          fc.integer({ min: 0, max: 24 * hours }),
        ),
      }),
    ),
  })
  .map(({ ages, genders, count, ...pool }) => ({
    ...pool,
    ...(ages ?? { ageMin: null, ageMax: null }),
    genders: genders ?? null,
    open: count?.open ?? null,
    total: count ? count.open + 1 : null,
    observedAt: count ? new Date(noon.getTime() - count.age) : null,
  }));

const counties = ["06001", "06075", "06013", "36061", "17031"];
const someSite = maybe(
  fc
    .record({
      visibility: fc.constantFrom(...visibilities),
      countyFips: maybe(fc.constantFrom(...counties)),
      shift: maybe(fc.integer({ min: 0, max: 3 })),
    })
    .map(({ visibility, countyFips, shift }) => {
      if (visibility === "confidential") {
        return countyFips === null
          ? { ...confidentialSite("06001"), countyFips: null }
          : confidentialSite(countyFips);
      }
      const county = countyFips === null ? undefined : findCounty(countyFips);
      const point =
        shift === null ? null : { lat: (county?.lat ?? 37) + shift / 10, lon: county?.lon ?? -122 };
      return aSite({
        visibility,
        countyFips,
        state: county?.state ?? "CA",
        lat: point?.lat ?? null,
        lon: point?.lon ?? null,
      });
    }),
);

const schedules = [
  { aroundTheClock: true, hours: [], closedDays: [] },
  { aroundTheClock: null, hours: [], closedDays: [] },
  { aroundTheClock: true, hours: [], closedDays: ["2026-03-02"] },
  ...[
    [540, 1020],
    [1200, 1800],
  ].map(([opensMinute = 0, closesMinute = 0]) => ({
    aroundTheClock: null,
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      opensMinute,
      closesMinute,
      lastIntakeMinute: null,
    })),
    closedDays: [],
  })),
  {
    aroundTheClock: true,
    hours: [],
    closedDays: Array.from(
      { length: 18 },
      (_, day) => `2026-03-${String(day + 1).padStart(2, "0")}`,
    ),
  },
].flatMap((schedule) =>
  ["America/Los_Angeles", "America/New_York", null].map((timeZone) => ({ ...schedule, timeZone })),
);

const languages = ["eng", "spa", "vie", "tgl"];
const someLanguages = fc
  .dictionary(
    fc.constantFrom(...languages),
    fc.constantFrom("direct" as const, "interpreter" as const, "none" as const),
  )
  .map((modes) => Object.entries(modes).map(([language, mode]) => ({ language, mode })));

/** Any program; most differ in a few things from one that takes everyone. */
export const someProgram: fc.Arbitrary<ProgramFacts> = fc
  .record({
    id: fc.integer({ min: 1, max: 0xffff }).map(idOf),
    ages: seldom(someAges),
    pools: fc.array(somePool, { maxLength: 4 }),
    rest: fc.record({
      kind: seldom(fc.constantFrom(...kinds)),
      dedicated: fc.constantFrom(true, false, null),
      site: seldom(someSite),
      stayUntilAge: seldom(someAge),
      genders: seldom(someBits(genders)),
      circumstances: seldom(someBits(circumstances)),
      languages: seldom(someLanguages),
      interpreterAnyLanguage: seldom(fc.constantFrom(false, null)),
      areas: seldom(fc.subarray(["06001", "06075", "CA", "36061", "US"], { maxLength: 3 })),
      prefersFromElsewhere: seldom(fc.constantFrom(true, false)),
      schedule: seldom(fc.constantFrom(...schedules)),
      pausedUntil: seldom(
        fc.constantFrom(new Date(noon.getTime() - 1), noon, new Date(noon.getTime() + hours)),
      ),
      claims: seldom(
        fc.array(
          fc.record({
            holdId: fc.constant(idOf(1)),
            poolId: fc.integer({ min: 1, max: 4 }).map(idOf),
            expiresAt: fc.constantFrom(noon, new Date(noon.getTime() + hours)),
          }),
          { maxLength: 2 },
        ),
      ),
    }),
  })
  .map(({ id, ages, pools, rest }) => aProgram({ id, pools, ...ages, ...stated(rest) }));

export const somePrograms = (most: number) =>
  fc.uniqueArray(someProgram, { selector: ({ id }) => id, maxLength: most, size: "max" });

const place = fc.constantFrom(
  { zip: "94607" },
  { zip: "94110" },
  { county: "06001" },
  { county: "36061" },
  { lat: 37.8, lon: -122.3 },
  { lat: 0, lon: 0 },
);

/** Any need that the interface takes, with its places found; most ask for a few things only. */
export const someSearch: fc.Arbitrary<Search> = fc
  .record({
    age: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 11, max: 17 }) }, someAge),
    gender: maybe(fc.constantFrom("girl" as const, ...genders)),
    languages: fc.subarray([...languages, "fra"], { maxLength: 2 }),
    interpreter: fc.boolean(),
    from: maybe(place),
    rest: fc.record({
      circumstances: seldom(fc.subarray([...circumstances], { maxLength: 3 })),
      avoid: seldom(
        fc.array(
          fc
            .tuple(
              fc.constantFrom({ zip: "94607" }, { zip: "95814" }, { county: "06075" }),
              fc.constantFrom(0, 5, 100),
            )
            .map(([where, miles]) => ({ ...where, miles })),
          { maxLength: 2 },
        ),
      ),
      kinds: seldom(fc.subarray([...kinds])),
      within_miles: seldom(fc.constantFrom(0, 10, 60, 3000)),
      dedicated_only: seldom(fc.boolean()),
    }),
  })
  .map(({ gender, from, rest, ...need }) =>
    resolveNeed({
      ...need,
      ...(gender === null ? {} : { gender }),
      ...(from === null ? {} : { from }),
      ...stated(rest),
    }),
  );

export const someViewer = (programs: readonly ProgramFacts[]): fc.Arbitrary<Viewer> =>
  fc.oneof(
    fc.constantFrom(worker, analyst, person("steward"), { kind: "anonymous" as const }),
    fc.subarray(programs.map(({ id }) => id)).map((own) => staffOf(...own)),
  );
