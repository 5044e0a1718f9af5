import {
  circumstances,
  genders,
  otherKinds,
  residentialKinds,
  securityFeatures,
  services,
  type Kind,
  type Policy,
} from "../../db/codes.ts";
import type { Listing, PoolListing, SiteListing, SourceDocument } from "../listing.ts";
import { findCounty } from "../../server/directory/places.ts";
import type { Dice } from "./dice.ts";
import { drawZip, type DrawnZip } from "./draw-zip.ts";
import { firstWords, kindWords, poolLabels, secondWords } from "./words.ts";

/** Stands where a real listing cites what it was taken from. */
export const syntheticDocument = {
  key: "synthetic",
  title: "Made-up programs for benchmarks",
  publisher: "Harborlight",
  published: "2026",
} satisfies SourceDocument;

const otherLanguages = [
  "vie",
  "tgl",
  "cmn",
  "yue",
  "kor",
  "hmn",
  "ara",
  "rus",
  "ase",
  "hye",
  "khm",
  "som",
  "fra",
  "hat",
  "por",
];
const areaCodes = [
  201, 206, 212, 213, 305, 312, 404, 415, 503, 510, 512, 602, 617, 702, 713, 818, 916,
];

const drawPolicy = (dice: Dice, accepts: number, asks: number): Policy => {
  const chance = dice.between(0, 99);
  if (chance < accepts) return "accepts";
  return chance < accepts + asks ? "ask" : "declines";
};

const drawPolicies = <Code extends string>(
  dice: Dice,
  codes: readonly Code[],
  stated: number,
): Partial<Record<Code, Policy>> =>
  Object.fromEntries(
    dice.some(codes, stated).map((code) => [code, drawPolicy(dice, 55, 25)]),
  ) as Partial<Record<Code, Policy>>;

// Scarce for boys, as in life.
const drawGenders = (dice: Dice): NonNullable<Listing["genders"]> => ({
  ...drawPolicies(dice, genders.slice(2), 60),
  ...(dice.percent(90) && { girl: drawPolicy(dice, 92, 4) }),
  ...(dice.percent(80) && { boy: drawPolicy(dice, 30, 10) }),
});

const drawSite = (
  dice: Dice,
  { zip, countyFips, state, point }: DrawnZip,
  number: number,
): SiteListing => {
  const chance = dice.between(0, 99);
  const address = `${number} Synthetic Street`;
  const city = `${findCounty(countyFips)?.name ?? state} Town`;
  if (chance < 5) {
    const trueAddress = { address, city, zip };
    return { visibility: "confidential", countyFips, state, trueAddress };
  }
  const near = (degrees: number) => degrees + dice.between(-400, 400) / 10_000;
  const town = { city, zip, countyFips, state };
  if (chance < 50) return { visibility: chance < 15 ? "partners" : "public", ...town };
  return {
    visibility: "public",
    ...town,
    address,
    point: { lat: near(point.lat), lon: near(point.lon) },
  };
};

const drawAreas = (
  dice: Dice,
  { countyFips, state, nearby }: DrawnZip,
): NonNullable<Listing["areas"]> => {
  const chance = dice.between(0, 99);
  if (chance < 5) return [{ nation: "US" }];
  if (chance < 45) return [{ state }];
  const more = Array.from({ length: dice.between(0, 4) }, () => drawZip(dice, nearby).countyFips);
  return [...new Set([countyFips, ...more])].map((county) => ({ county }));
};

const drawHours = (dice: Dice): Pick<Listing, "intakeAroundTheClock" | "hours"> => {
  const chance = dice.between(0, 99);
  if (chance < 35) return { intakeAroundTheClock: true };
  if (chance < 45) return {};
  const weekdays = chance < 75 ? [1, 2, 3, 4, 5] : [1, 2, 3, 4, 5, 6, 7];
  const opens = 60 * dice.between(6, 18);
  return { hours: [{ weekdays, opens, closes: opens + 60 * dice.between(6, 14) }] };
};

const drawReports = (dice: Dice): NonNullable<PoolListing["reports"]> => {
  const chance = dice.between(0, 99);
  if (chance < 10) return [];
  const total = dice.between(2, 16);
  const tenths = chance < 50 ? dice.between(1, 39) : dice.between(41, chance < 75 ? 119 : 2400);
  const open = dice.percent(40) ? 0 : dice.between(1, total);
  const keptForMissing = open < total && dice.percent(8) ? 1 : 0;
  return [{ hoursAgo: tenths / 10, open, total, keptForMissing }];
};

const drawPools = (dice: Dice, dedicated: boolean): PoolListing[] => {
  const first = dice.between(0, poolLabels.length - 1);
  return Array.from({ length: dice.between(3, 7) }, (_, position) => {
    const label = poolLabels[(first + position) % poolLabels.length] ?? "Beds";
    const own =
      label.startsWith("Girls") || label === "Mother and baby"
        ? ["girl" as const, "transgender_girl" as const]
        : [];
    const only = label === "Boys" ? ["boy" as const, "transgender_boy" as const] : own;
    return {
      label,
      dedicated: dedicated || dice.percent(20),
      ...(only.length > 0 && { genders: only }),
      reports: drawReports(dice),
    };
  });
};

const drawLanguages = (dice: Dice): NonNullable<Listing["languages"]> => ({
  eng: "direct",
  ...Object.fromEntries(
    dice
      .some(otherLanguages, 12)
      .map((language) => [language, dice.percent(50) ? "direct" : "interpreter"] as const),
  ),
  ...(dice.percent(70) && { spa: dice.percent(75) ? "direct" : "interpreter" }),
});

const drawAges = (dice: Dice) => {
  const min = dice.between(8, 16);
  return dice.percent(93) ? { min, max: Math.min(24, min + dice.between(3, 9)) } : undefined;
};

const nameOf = (dice: Dice, kind: Kind, number: number) => {
  const words = [firstWords, secondWords, kindWords[kind]].map((from) => dice.pick<string>(from));
  return `${words.join(" ")} (synthetic ${number})`;
};

/** The program with this number in the series of `seed`. */
export const drawProgram = (dice: Dice, seed: number, number: number): Listing => {
  const residential = dice.percent(80);
  const kind = dice.pick<Kind>(residential ? residentialKinds : otherKinds);
  const name = nameOf(dice, kind, number);
  const home = drawZip(dice);
  const ages = drawAges(dice);
  const dedicated = dice.percent(40);
  const phone = `${dice.pick<number>(areaCodes)}-555-01${String(number % 100).padStart(2, "0")}`;
  const group = Math.floor((number - 1) / 3) + 1;
  return {
    key: `synthetic-${seed}-${number}`,
    training: true,
    organization: { name: `Synthetic Organization ${seed}-${group}` },
    name,
    kind,
    summary: "Made up for benchmarks; it does not exist.",
    site: drawSite(dice, home, number),
    ...(ages && { ages }),
    dedicated,
    genders: drawGenders(dice),
    circumstances: drawPolicies(dice, circumstances, 60),
    languages: drawLanguages(dice),
    interpreterAnyLanguage: dice.percent(15),
    prefersFromElsewhere: dice.percent(6),
    areas: drawAreas(dice, home),
    services: dice.some(services, 18),
    securityFeatures: residential ? dice.some(securityFeatures, 20) : [],
    phone,
    intakePhone: phone,
    ...drawHours(dice),
    verifiedOn: `2026-0${dice.between(1, 9)}-${dice.between(10, 28)}`,
    pools: residential ? drawPools(dice, dedicated) : [],
    citations: [{ document: syntheticDocument.key, place: "Made up", asOf: "2026" }],
  };
};
