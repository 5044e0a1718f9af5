import { residential, type Residential } from "../words/kinds.ts";
import type { Circumstance, Gender, Kind, Need } from "../api/schema.ts";

export type From = NonNullable<Need["from"]>;
export type Avoid = NonNullable<Need["avoid"]>[number];

/** A need as far as it was filled in; the child it is about cannot be told from it. */
export interface Draft {
  readonly age: number | undefined;
  readonly gender: Gender | undefined;
  /** ISO 639-3. */
  readonly languages: readonly string[];
  readonly interpreter: boolean;
  readonly from: From | undefined;
  readonly circumstances: readonly Circumstance[];
  readonly avoid: readonly Avoid[];
  /** Empty: every kind with beds. */
  readonly kinds: readonly Kind[];
  readonly withinMiles: number | undefined;
  readonly dedicatedOnly: boolean;
}

export const emptyDraft: Draft = {
  age: undefined,
  gender: undefined,
  languages: [],
  interpreter: false,
  from: undefined,
  circumstances: [],
  avoid: [],
  kinds: [],
  withinMiles: undefined,
  dedicatedOnly: false,
};

/** What is asked of the server; nothing is, before an age is known. */
export const needOf = (draft: Draft): Need | undefined => {
  if (draft.age === undefined) return undefined;
  return {
    age: draft.age,
    ...(draft.gender && { gender: draft.gender }),
    ...(draft.languages.length > 0 && { languages: [...draft.languages] }),
    ...(draft.languages.length > 0 && { interpreter: draft.interpreter }),
    ...(draft.from && { from: draft.from }),
    ...(draft.circumstances.length > 0 && { circumstances: [...draft.circumstances] }),
    ...(draft.avoid.length > 0 && { avoid: [...draft.avoid] }),
    ...(draft.kinds.length > 0 && { kinds: [...draft.kinds] }),
    ...(draft.withinMiles !== undefined && { within_miles: draft.withinMiles }),
    ...(draft.dedicatedOnly && { dedicated_only: true }),
  };
};

/** Whether the need asks for programs with beds at all. */
export const asksForBeds = (need: Need): boolean =>
  !need.kinds || need.kinds.some((kind) => residential.includes(kind as Residential));

/** Rounds a position to 2 decimals, about a mile, before it leaves the device. */
export const coarsePosition = (latitude: number, longitude: number): From => ({
  lat: Math.round(latitude * 100) / 100,
  lon: Math.round(longitude * 100) / 100,
});

/** The list with `item` taken out if it is in, else put in at the end. */
export const toggled = <T>(items: readonly T[], item: T): T[] =>
  items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
