import type { Circumstance, Gender, Kind } from "../../db/codes.ts";
import type { Viewer } from "../access/viewer.ts";
import type { CountyPlace, Point } from "../directory/places.ts";
import type { criteria } from "./contract.ts";

export type CriterionName = (typeof criteria)[number];

/** Where the child is from; `county` is null at sea and abroad. */
export interface Origin extends Point {
  readonly county: CountyPlace | null;
}

/** A circle to keep away from; a county's reaches `miles` beyond its farthest corner. */
export interface AvoidedPlace extends Point {
  readonly miles: number;
}

/** A need with its places found and its gaps filled: what the criteria judge by. */
export interface Search {
  /** null: not judged, so every age may use every pool. */
  readonly age: number | null;
  readonly gender: Gender | null;
  /** ISO 639-3. */
  readonly languages: readonly string[];
  /** An interpreter serves as well as a direct speaker. */
  readonly interpreter: boolean;
  readonly from: Origin | null;
  readonly circumstances: readonly Circumstance[];
  readonly avoid: readonly AvoidedPlace[];
  readonly kinds: readonly Kind[];
  readonly withinMiles: number | null;
  readonly dedicatedOnly: boolean;
  /** Criteria that are not judged: they count as met. Only relaxations ask so. */
  readonly dropped: readonly CriterionName[];
}

/** Who looks, and when. */
export interface View {
  readonly viewer: Viewer;
  readonly now: Date;
}
