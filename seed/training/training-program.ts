import { createHash } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { Temporal } from "temporal-polyfill";
import type { Listing, PoolListing, SourceDocument } from "../listing.ts";

/** Stands where a real listing cites what it was taken from. */
export const trainingDocument = {
  key: "training",
  title: "Fictional programs for training and demonstration",
  publisher: "Harborlight",
  published: "2026",
} satisfies SourceDocument;

/** Beds of a fictional program and what was last said of them; without `beds`, nothing ever was. */
export interface TrainingPool extends Omit<PoolListing, "reports"> {
  beds?: { open: number; total: number; hoursAgo: number; keptForMissing?: number };
  /** So many days of daily reports come before the newest one. */
  days?: number;
}

type Derived = "training" | "citations" | "organization" | "verifiedOn" | "closedDays" | "pools";

/** A fictional program, with its dates counted from the moment at which it is seeded. */
export interface TrainingProgram extends Omit<Listing, Derived> {
  organization: string;
  /** Left out: never verified. */
  verifiedDaysAgo?: number;
  closedInDays?: number[];
  pools?: TrainingPool[];
}

/** Turns `{ accepts: ["girl"] }` round into `{ girl: "accepts" }`. */
export const stated = <Code extends string, Answer extends string>(
  answers: Partial<Record<Answer, readonly Code[]>>,
): Record<Code, Answer> =>
  Object.fromEntries(
    (Object.entries(answers) as [Answer, readonly Code[]][]).flatMap(([answer, codes]) =>
      codes.map((code) => [code, answer]),
    ),
  ) as Record<Code, Answer>;

/** A number that nobody has: 555-0100 to 555-0199 are kept for fiction. */
export const fictionalPhone = (area: number, number: number): string =>
  `${area}-555-01${String(number).padStart(2, "0")}`;

export const counties = (...fips: string[]): { county: string }[] =>
  fips.map((county) => ({ county }));

const hour = 60;
/** Minutes from midnight. */
export const at = (hours: number, minutes = 0): number => hours * hour + minutes;
export const weekdays = [1, 2, 3, 4, 5];
export const everyDay = [1, 2, 3, 4, 5, 6, 7];
export const officeHours = [{ weekdays, opens: at(9), closes: at(17) }];

const seedOf = (text: string): number => createHash("sha256").update(text).digest().readInt32BE(0);

/** A plausible past: one report a day at uneven hours, each a step from the one after it. */
const pastOf = (pool: TrainingPool, seed: string): NonNullable<PoolListing["reports"]> => {
  const newest = pool.beds;
  if (!newest) return [];
  const dice = xoroshiro128plus(seedOf(seed));
  const most = newest.total - (newest.keptForMissing ?? 0);
  const past = [newest];
  for (let day = 1; day <= (pool.days ?? 0); day++) {
    const later = past.at(-1) ?? newest;
    const open = Math.min(most, Math.max(0, later.open + uniformInt(dice, -2, 2)));
    past.push({ ...newest, open, hoursAgo: newest.hoursAgo + day * 24 + uniformInt(dice, -6, 6) });
  }
  return past.reverse();
};

const poolOf = ({ beds, days, ...pool }: TrainingPool, key: string): PoolListing => {
  const facts = { ...pool, ...(beds && { beds }), ...(days && { days }) };
  return { ...pool, reports: pastOf(facts, `${key} ${pool.label}`) };
};

/** The listing of a fictional program as of `now`: marked, named and cited as what it is. */
export const toTrainingListing = (program: TrainingProgram, now: Date): Listing => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO("UTC")
    .toPlainDate();
  const { organization, verifiedDaysAgo, closedInDays, pools, ...facts } = program;
  return {
    ...facts,
    key: `training-${program.key}`,
    training: true,
    organization: { name: `${organization} (training, fictional)` },
    name: `Training: ${program.name}`,
    summary: `Fictional, for training. ${program.summary ?? ""}`.trim(),
    ...(verifiedDaysAgo !== undefined && {
      verifiedOn: today.subtract({ days: verifiedDaysAgo }).toString(),
    }),
    closedDays: (closedInDays ?? []).map((days) => today.add({ days }).toString()),
    pools: (pools ?? []).map((pool) => poolOf(pool, program.key)),
    citations: [{ document: trainingDocument.key, place: "Fictional program", asOf: "2026" }],
  };
};
