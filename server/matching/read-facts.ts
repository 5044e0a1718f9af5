import type { Reader } from "../../db/client.ts";
import { isTimeZone } from "../directory/zone-offsets.ts";
import {
  findActivePrograms,
  findActiveProgramsAfter,
  type CatalogueRow,
  type ClaimInJson,
  type PoolInJson,
} from "./catalogue.repo.ts";
import { genderBit, type BedClaim, type PoolFacts, type ProgramFacts } from "./facts.ts";

/** Gives one object to all programs that say the same, so that 100,000 of them stay small. */
type Share = <T>(thing: T) => T;

const shareAll = (): Share => {
  const kept = new Map<string, unknown>();
  return <T>(thing: T) => {
    const key = JSON.stringify(thing);
    if (!kept.has(key)) kept.set(key, thing);
    return kept.get(key) as T;
  };
};

/** Shares with what was known of the same program, which mostly still says the same. */
const shareWith = (known: ProgramFacts | undefined): Share => {
  if (!known) return (thing) => thing;
  const share = shareAll();
  const { organization, genders, circumstances, languages, areas, schedule } = known;
  [organization, genders, circumstances, languages, areas, schedule].forEach(share);
  return share;
};

const poolOf = (pool: PoolInJson): PoolFacts => ({
  id: pool.id,
  ageMin: pool.ageMin,
  ageMax: pool.ageMax,
  genders: pool.genders?.reduce((bits, gender) => bits | genderBit(gender), 0) ?? null,
  dedicated: pool.dedicated,
  open: pool.open,
  total: pool.total,
  observedAt: pool.observedAt === null ? null : new Date(pool.observedAt),
});

// Where a child lies, only the next count ends the claim, and with it comes the next reading.
const never = new Date(8.64e15);

const claimOf = ({ holdId, poolId, expiresAt }: ClaimInJson): BedClaim => ({
  holdId,
  poolId,
  expiresAt: expiresAt === null ? never : new Date(expiresAt),
});

// A zone that nobody knows leaves hours unknown rather than wrong.
const knownZone = (zone: string | null) => (zone !== null && isTimeZone(zone) ? zone : null);

const factsOf = (row: CatalogueRow, share: Share): ProgramFacts => {
  const { timeZone, aroundTheClock, hours, closedDays, ...rest } = row;
  return {
    ...rest,
    organization: share(row.organization),
    genders: share(row.genders),
    circumstances: share(row.circumstances),
    languages: share(row.languages),
    areas: share(row.areas),
    schedule: share({ timeZone: knownZone(timeZone), aroundTheClock, hours, closedDays }),
    pools: row.pools.map(poolOf),
    claims: row.claims.map(claimOf),
  };
};

/** The facts of the active ones among these programs; `known` is what was last read of each. */
export const readPrograms = async (
  reader: Reader,
  programIds: readonly string[],
  known: (id: string) => ProgramFacts | undefined,
): Promise<ProgramFacts[]> => {
  const rows = await findActivePrograms(reader, programIds);
  return rows.map((row) => factsOf(row, shareWith(known(row.id))));
};

const pageSize = 200;

/** The facts of every active program, a page at a time, each page as of one moment. */
export async function* readAllPrograms(reader: Reader): AsyncGenerator<ProgramFacts[]> {
  const share = shareAll();
  let after: string | null = null;
  for (;;) {
    const rows: CatalogueRow[] = await findActiveProgramsAfter(reader, after, pageSize);
    yield rows.map((row) => factsOf(row, share));
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}
