import { residentialKinds, type EnquiryReason } from "../../db/codes.ts";
import type { SignedIn } from "../access/viewer.ts";
import { freshnessOf } from "../directory/freshness.ts";
import { openBeds } from "../directory/pool-figures.ts";
import { DomainError, invalid } from "../errors.ts";
import type { CriterionName, Search } from "../matching/search.ts";
import { criteria, judge } from "../matching/criteria/index.ts";
import { withClaims, type PoolFacts, type ProgramFacts } from "../matching/facts.ts";
import { usablePools } from "../matching/usable-pools.ts";
import type { RequestInput } from "./contract.ts";

/** What a hold is when it begins: with a pool it claims one of its beds. */
export interface Decision {
  readonly poolId: string | null;
  readonly enquiry: EnquiryReason | null;
  readonly excludedBy: readonly CriterionName[];
}

type Asked = RequestInput["programs"][number];

/** What a program itself decides; how far, and away from where, is for the worker to weigh. */
const decisive: readonly CriterionName[] = ["age", "gender", "language", "area", "circumstances"];

const enquiry = (reason: EnquiryReason, excludedBy: readonly CriterionName[] = []): Decision => ({
  ...{ poolId: null, enquiry: reason, excludedBy },
});

const residential: readonly string[] = residentialKinds;

/** The program, if it is among the active ones: no other can be asked. */
export const requireActive = (programs: readonly ProgramFacts[], id: string): ProgramFacts => {
  const program = programs.find((candidate) => candidate.id === id);
  if (program) return program;
  throw new DomainError("program_inactive", "This program is no longer active; choose another.");
};

/** Rule 4's other stop flags: none of these can be asked at all. */
const refuseStopped = ({ name, pausedUntil, kind }: ProgramFacts, now: Date): void => {
  if (!residential.includes(kind)) {
    throw new DomainError("without_beds", `${name} has no beds to ask for; call them.`);
  }
  if (pausedUntil !== null && pausedUntil > now) {
    throw new DomainError("intake_paused", `${name} has paused its intake; choose another.`);
  }
};

const usable = (pool: PoolFacts, now: Date): boolean =>
  ["fresh", "aging"].includes(freshnessOf(pool.observedAt, now));

/** Dedicated beds first, then the newest count; the order is total. */
const better = (a: PoolFacts, b: PoolFacts): number =>
  Number(b.dedicated) - Number(a.dedicated) ||
  (b.observedAt?.getTime() ?? 0) - (a.observedAt?.getTime() ?? 0) ||
  (a.id < b.id ? -1 : 1);

const poolsFor = (program: ProgramFacts, asked: Asked, search: Search, path: string) => {
  if (asked.pool_id === undefined) return usablePools(program, search);
  const named = program.pools.filter(({ id }) => id === asked.pool_id);
  if (named.length === 0) throw invalid(`${path}/pool_id`, "is no pool of this program");
  return usablePools({ ...program, pools: named }, search);
};

/**
 * Whether a hold on the locked program claims a bed, and of which pool (rule 4): only where a fresh
 * or aging count shows one open beside those that unexpired holds claim. Otherwise it is an enquiry,
 * and says why; so is every hold on a program whose listing excludes the need, which must be asked
 * for as such.
 * @param program as it stands under the lock
 * @throws DomainError `without_beds`, `intake_paused`, `need_excluded`,
 *   `invalid_input`
 */
export const decideClaim = (
  program: ProgramFacts,
  asked: Asked,
  search: Search,
  { viewer, now, path }: { viewer: SignedIn; now: Date; path: string },
): Decision => {
  refuseStopped(program, now);
  const standing = withClaims(program, now);
  const excludedBy = criteria
    .filter(({ name }) => decisive.includes(name))
    .filter((criterion) => judge(criterion, standing, search, { viewer, now }) === "excludes")
    .map(({ name }) => name);
  const pools = poolsFor(standing, asked, search, path);
  if (excludedBy.length > 0) {
    if (asked.enquiry === true) return enquiry("excluded", excludedBy);
    throw new DomainError(
      "need_excluded",
      `The listing of ${standing.name} excludes this need; it can be asked as an enquiry only.`,
      { errors: excludedBy.map((name) => ({ path, message: name })) },
    );
  }
  if (asked.enquiry === true) return enquiry("asked");
  if (pools.length === 0) return enquiry("no_pool");
  if (pools.every(({ open }) => open === null)) return enquiry("no_count");
  const counted = pools.filter((pool) => usable(pool, now));
  const [best] = counted.filter((pool) => (openBeds(pool) ?? 0) > 0).toSorted(better);
  if (best) return { poolId: best.id, enquiry: null, excludedBy };
  return enquiry(counted.length > 0 ? "full" : "stale_count");
};

/**
 * The pool in which staff promise a bed when they accept an enquiry: one that shows it open where
 * there is one. They may promise a bed that no count shows; it is taken off the next count, so that
 * it cannot be promised again. null: the program has no pools.
 */
export const promisedPool = (program: ProgramFacts, search: Search, now: Date): string | null => {
  const standing = withClaims(program, now);
  const fitting = usablePools(standing, search);
  const [best] = (fitting.length > 0 ? fitting : standing.pools).toSorted(
    (a, b) => (openBeds(b) ?? 0) - (openBeds(a) ?? 0) || better(a, b),
  );
  return best?.id ?? null;
};
