import {
  circumstanceValues,
  genderValues,
  kindValues,
  type Circumstance,
  type Gender,
  type ImaginedProgram,
  type Kind,
  type StatedPolicy,
} from "../../api/schema.ts";

export type Place = { readonly zip: string } | { readonly county: string };
export interface Range {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Beds that share who may use them. */
export interface PoolDraft {
  readonly beds: number;
  readonly open: number;
  readonly dedicated: boolean;
  readonly ages: Range;
  /** Empty: whoever the program takes. */
  readonly genders: readonly Gender[];
}

export type Intake = "always" | "hours" | "unstated";
export type Serves = "county" | "state" | "chosen";

/** A program that is not there, as far as it was filled in. */
export interface ProgramDraft {
  readonly kind: Kind;
  readonly at: Place | undefined;
  readonly serves: Serves;
  /** FIPS codes of counties and USPS codes of states, where `serves` is `chosen`. */
  readonly areas: readonly string[];
  readonly ages: Range;
  readonly genders: readonly Gender[];
  /** What is not here it takes. */
  readonly policies: Readonly<Partial<Record<Circumstance, StatedPolicy | "unstated">>>;
  /** Of its staff, besides English; ISO 639-3. */
  readonly languages: readonly string[];
  readonly interpreter: boolean;
  readonly intake: Intake;
  /** ISO: 1 Monday to 7 Sunday. */
  readonly days: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly pools: readonly PoolDraft[];
}

const anyAge: Range = { min: undefined, max: undefined };
export const newPool: PoolDraft = {
  ...{ beds: 6, open: 6, dedicated: true, ages: anyAge, genders: [] },
};
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** As many as the server takes. */
export const mostPools = 10;

/** A safe house of six that takes whoever is sent: what is taken away from it is what matters. */
export const emptyProgram: ProgramDraft = {
  ...{ kind: "safe_house", at: undefined, serves: "state", areas: [] },
  ...{ ages: { min: 12, max: 17 }, genders: genderValues, policies: {} },
  ...{ languages: [], interpreter: true },
  ...{ intake: "always", days: [1, 2, 3, 4, 5], opens: "08:00", closes: "17:00" },
  pools: [newPool],
};

const agesOf = ({ min, max }: Range) => ({
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});

const areasOf = ({ serves, areas }: ProgramDraft): ImaginedProgram["areas"] =>
  serves === "chosen"
    ? areas.map((code) => (code.length === 2 ? { state: code } : { county: code }))
    : [{ own: serves }];

/** What is asked of the server; nothing before it is known where the program is and whom it serves. */
export const imaginedOf = (draft: ProgramDraft): ImaginedProgram | undefined => {
  const areas = areasOf(draft);
  if (!draft.at || areas.length === 0) return undefined;
  return {
    ...{ kind: draft.kind, at: draft.at, areas },
    ages: agesOf(draft.ages),
    genders: genderValues.map((gender) => ({
      gender,
      policy: draft.genders.includes(gender) ? "accepts" : "declines",
    })),
    circumstances: circumstanceValues.flatMap((circumstance) => {
      const policy = draft.policies[circumstance] ?? "accepts";
      return policy === "unstated" ? [] : { circumstance, policy };
    }),
    languages: draft.languages.map((language) => ({ language, mode: "direct" as const })),
    interpreter_any_language: draft.interpreter,
    ...(draft.intake === "always" && { intake_around_the_clock: true }),
    ...(draft.intake === "hours" && {
      intake_hours: { days: [...draft.days], opens: draft.opens, closes: draft.closes },
    }),
    pools: draft.pools.map((pool) => ({
      ...{ beds: pool.beds, open: pool.open, dedicated: pool.dedicated, ages: agesOf(pool.ages) },
      ...(pool.genders.length > 0 && { genders: [...pool.genders] }),
    })),
  };
};

const rangeText = ({ min, max }: Range) => `${min ?? ""}-${max ?? ""}`;
const rangeOf = (text: string | undefined): Range => {
  const [, min = "", max = ""] = /^(\d{0,3})-(\d{0,3})$/.exec(text ?? "") ?? [];
  const number = (digits: string) => (digits === "" ? undefined : Math.min(120, Number(digits)));
  return { min: number(min), max: number(max) };
};
const placeText = (place: Place) =>
  "zip" in place ? `zip:${place.zip}` : `county:${place.county}`;
const placeOf = (text: string | null): Place | undefined => {
  const [, kind, code = ""] = /^(zip|county):(\d{5})$/.exec(text ?? "") ?? [];
  if (kind === undefined) return undefined;
  return kind === "zip" ? { zip: code } : { county: code };
};
const known = <T extends string>(text: string | undefined | null, codes: readonly T[]): T[] => {
  const wanted = new Set(text?.split("."));
  return codes.filter((code) => wanted.has(code));
};

const poolText = ({ beds, open, dedicated, ages, genders }: PoolDraft) =>
  [beds, open, dedicated ? "d" : "o", rangeText(ages), genders.join(".")].join("_");
const poolOf = (text: string): PoolDraft | undefined => {
  const [, beds, open, dedicated, ages, genders] =
    /^(\d{1,3})_(\d{1,3})_([do])_([\d-]*)_([a-z_.]*)$/.exec(text) ?? [];
  if (beds === undefined || Number(beds) > 500 || Number(open) > Number(beds)) return undefined;
  return {
    ...{ beds: Number(beds), open: Number(open), dedicated: dedicated === "d" },
    ...{ ages: rangeOf(ages), genders: known(genders, genderValues) },
  };
};

const policyCodes = ["accepts", "ask", "declines", "unstated"] as const;
const policiesOf = (text: string | null): ProgramDraft["policies"] =>
  Object.fromEntries(
    (text?.split(".") ?? []).flatMap((part) => {
      const [code, stated] = part.split(":");
      const circumstance = circumstanceValues.find((value) => value === code);
      const policy = policyCodes.find((value) => value === stated);
      return circumstance && policy && policy !== "accepts" ? [[circumstance, policy]] : [];
    }),
  );

/** Writes a program for the part of the address behind `#`, which never reaches a server. */
export const programToFragment = (draft: ProgramDraft): string => {
  const parts = new URLSearchParams();
  parts.set("kind", draft.kind);
  if (draft.at) parts.set("at", placeText(draft.at));
  parts.set("serves", draft.serves);
  if (draft.areas.length > 0) parts.set("areas", draft.areas.join("."));
  parts.set("ages", rangeText(draft.ages));
  parts.set("genders", draft.genders.join("."));
  const stated = Object.entries(draft.policies).filter(([, policy]) => policy !== "accepts");
  if (stated.length > 0) parts.set("policies", stated.map((pair) => pair.join(":")).join("."));
  if (draft.languages.length > 0) parts.set("languages", draft.languages.join("."));
  if (!draft.interpreter) parts.set("interpreter", "no");
  parts.set("intake", draft.intake);
  if (draft.intake === "hours") {
    parts.set("hours", `${draft.days.join("")}_${draft.opens}-${draft.closes}`);
  }
  draft.pools.forEach((pool) => parts.append("beds", poolText(pool)));
  return parts.toString().replaceAll("%3A", ":");
};

/** Reads what `programToFragment` wrote; what is not a program's is left as it is at first. */
export const programFromFragment = (fragment: string): ProgramDraft => {
  const parts = new URLSearchParams(fragment);
  if (!parts.has("kind")) return emptyProgram;
  const [, days, opens, closes] =
    /^([1-7]{1,7})_(\d\d:\d\d)-(\d\d:\d\d)$/.exec(parts.get("hours") ?? "") ?? [];
  const serves = (["county", "state", "chosen"] as const).find(
    (value) => value === parts.get("serves"),
  );
  const intake = (["always", "hours", "unstated"] as const).find(
    (value) => value === parts.get("intake"),
  );
  const languages = parts.get("languages")?.split(".") ?? [];
  return {
    kind: kindValues.find((kind) => kind === parts.get("kind")) ?? emptyProgram.kind,
    at: placeOf(parts.get("at")),
    serves: serves ?? emptyProgram.serves,
    areas: (parts.get("areas")?.split(".") ?? [])
      .filter((code) => /^([A-Z]{2}|\d{5})$/.test(code))
      .slice(0, 60),
    ages: rangeOf(parts.get("ages") ?? undefined),
    genders: known(parts.get("genders"), genderValues),
    policies: policiesOf(parts.get("policies")),
    languages: languages.filter((code) => /^[a-z]{3}$/.test(code)).slice(0, 5),
    interpreter: parts.get("interpreter") !== "no",
    intake: intake ?? emptyProgram.intake,
    days:
      days === undefined ? emptyProgram.days : weekdays.filter((day) => days.includes(`${day}`)),
    opens: opens ?? emptyProgram.opens,
    closes: closes ?? emptyProgram.closes,
    pools: parts
      .getAll("beds")
      .flatMap((text) => poolOf(text) ?? [])
      .slice(0, mostPools),
  };
};
