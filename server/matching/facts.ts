import {
  circumstances,
  genders,
  type Circumstance,
  type Gender,
  type LanguageMode,
  type Policy,
} from "../../db/codes.ts";
import type { IntakeSchedule } from "../directory/intake-hours.ts";
import type { PoolCount } from "../directory/pool-figures.ts";
import type { SummaryFacts } from "../directory/public-summary.ts";

/** What a program stated for each code of a list, a bit per code; in none of the three: unknown. */
export interface PolicyBits {
  readonly accepts: number;
  readonly asks: number;
  readonly declines: number;
}

/** Beds that share who may use them. */
export interface PoolFacts extends PoolCount {
  readonly id: string;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  /** A bit per gender; null: whoever the program takes. */
  readonly genders: number | null;
  readonly dedicated: boolean;
}

/** A bed that a hold claims until a moment; past it, it claims nothing. */
export interface BedClaim {
  readonly holdId: string;
  readonly poolId: string;
  readonly expiresAt: Date;
}

/** Everything of one active program that decides whether it takes a child, and its current beds. */
export interface ProgramFacts extends SummaryFacts {
  readonly pools: readonly PoolFacts[];
  readonly claims: readonly BedClaim[];
  /** Stay ends with this birthday. */
  readonly stayUntilAge: number | null;
  readonly genders: PolicyBits;
  readonly circumstances: PolicyBits;
  readonly languages: readonly { readonly language: string; readonly mode: LanguageMode }[];
  readonly interpreterAnyLanguage: boolean | null;
  /** FIPS codes of counties, codes of states and `US`. */
  readonly areas: readonly string[];
  readonly prefersFromElsewhere: boolean | null;
  readonly schedule: IntakeSchedule;
  readonly pausedUntil: Date | null;
  readonly nightPhone: string | null;
}

export const genderBit = (gender: Gender): number => 1 << genders.indexOf(gender);
export const circumstanceBit = (circumstance: Circumstance): number =>
  1 << circumstances.indexOf(circumstance);

/** What was stated for the code of `bit`. */
export const policyOf = (stated: PolicyBits, bit: number): Policy | "unknown" => {
  if ((stated.declines & bit) !== 0) return "declines";
  if ((stated.asks & bit) !== 0) return "ask";
  return (stated.accepts & bit) !== 0 ? "accepts" : "unknown";
};

/** The program with the beds that unexpired holds claim taken from its pools (rule 2). */
export const withClaims = (program: ProgramFacts, now: Date): ProgramFacts => {
  const live = program.claims.filter((claim) => claim.expiresAt > now);
  if (live.length === 0) return program;
  const pools = program.pools.map((pool) => ({
    ...pool,
    claimed: live.filter((claim) => claim.poolId === pool.id).length,
  }));
  return { ...program, pools };
};
