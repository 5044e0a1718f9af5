import type { SearchOutcome } from "../../../db/codes.ts";
import type { AnsweredSearch } from "../../matching/answered-search.ts";
import { tiers } from "../../matching/tier.ts";
import { ageBandOf } from "./age-band.ts";
import type { DemandEvent } from "./demand.repo.ts";

const hour = 3_600_000;

export const wholeHour = (moment: Date): Date =>
  new Date(Math.floor(moment.getTime() / hour) * hour);

const outcomeOf = ({ fits, asks, bestTier }: AnsweredSearch): SearchOutcome => {
  if (fits === 0) return asks === 0 ? "none" : "ask";
  return bestTier !== null && bestTier <= tiers.fitsAgingOrClosed ? "open_bed" : "fit";
};

/** Where the child is from and what is asked for are no barriers that a program sets. */
const ofPlace = new Set(["area", "distance", "avoid", "kind"]);

/**
 * The criterion that stands most in the way of a search without a fit: without it most programs
 * would fit. What programs decide comes before where they are; null: no single one stands alone.
 */
export const barrierOf = ({ fits, relaxations }: AnsweredSearch): string | null => {
  if (fits > 0) return null;
  const single = relaxations
    .filter(({ change }) => change.drop === true)
    .sort((a, b) => b.fits - a.fits);
  const found =
    single.find(({ criterion }) => !ofPlace.has(criterion)) ??
    single.find(({ criterion }) => ofPlace.has(criterion));
  if (!found) return null;
  const { criterion, change } = found;
  return change.circumstance === undefined ? criterion : `${criterion}:${change.circumstance}`;
};

/** The event of a search, in coarse facts. */
export const toSearchEvent = (search: AnsweredSearch): DemandEvent => ({
  kind: "search",
  hour: wholeHour(search.at),
  askedBy: search.askedBy,
  ageBand: ageBandOf(search.age),
  gender: search.gender,
  county: search.county,
  languages: [...search.languages].sort(),
  circumstances: [...search.circumstances].sort(),
  found: outcomeOf(search),
  barrier: barrierOf(search),
});
