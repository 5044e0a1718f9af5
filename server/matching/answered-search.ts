import { createHmac, randomBytes } from "node:crypto";
import {
  residentialKinds,
  type Asker,
  type Circumstance,
  type Gender,
  type Kind,
} from "../../db/codes.ts";
import type { Viewer } from "../access/viewer.ts";
import type { MatchAnswer, MatchQuery, Reason, Relaxation } from "./contract.ts";

/**
 * What a search asked and found, without the person who asked and no finer than a county: what may
 * be counted once it was answered.
 */
export interface AnsweredSearch {
  readonly at: Date;
  /**
   * Tells in memory whether the same person asked again, as an open screen does every minute; it
   * means nothing after this process and is never written. null: nobody is signed in.
   */
  readonly asker: string | null;
  readonly askedBy: Asker;
  readonly age: number;
  readonly gender: Gender | null;
  /** FIPS code; null: not said, at sea or abroad. */
  readonly county: string | null;
  readonly languages: readonly string[];
  readonly circumstances: readonly Circumstance[];
  readonly kinds: readonly Kind[];
  readonly fits: number;
  readonly asks: number;
  readonly excluded: number;
  /** As shown: programs that a criterion, or a circumstance, excludes. */
  readonly excludedBy: readonly Reason[];
  readonly relaxations: readonly Relaxation[];
  /** Group of the best match; null: there is none. */
  readonly bestTier: number | null;
  /** Programs on the page that was answered, the best first. */
  readonly shown: readonly string[];
}

/** Hears of a search after it was answered; nobody waits for it. */
export type OnAnswered = (answered: AnsweredSearch) => void;

const drawn = randomBytes(32);
const tokenOf = (userId: string): string =>
  createHmac("sha256", drawn).update(userId).digest("base64url");

/** The coarse form of a search and of its answer. */
export const toAnsweredSearch = (
  viewer: Viewer,
  { need }: MatchQuery,
  answer: MatchAnswer,
  at: Date,
): AnsweredSearch => ({
  at,
  asker: viewer.kind === "anonymous" ? null : tokenOf(viewer.userId),
  askedBy: viewer.kind === "anonymous" ? "anonymous" : viewer.role,
  age: need.age,
  gender: need.gender ?? null,
  county: answer.from?.county?.fips ?? null,
  languages: need.languages ?? [],
  circumstances: need.circumstances ?? [],
  kinds: need.kinds ?? residentialKinds,
  fits: answer.fits,
  asks: answer.asks,
  excluded: answer.excluded.total,
  excludedBy: answer.excluded.by_reason,
  relaxations: answer.relaxations,
  bestTier: answer.matches[0]?.tier ?? null,
  shown: answer.matches.map(({ program }) => program.id),
});
