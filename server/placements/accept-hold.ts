import type { Database } from "../../db/client.ts";
import type { OwnHold } from "../access/authorize-placements.ts";
import { findCounty } from "../directory/places.ts";
import { residentialKinds } from "../../db/codes.ts";
import { readPrograms } from "../matching/read-facts.ts";
import type { Search } from "../matching/search.ts";
import type { Hold } from "./contract.ts";
import { promisedPool } from "./decide-claim.ts";
import type { RequestRow } from "./holds.repo.ts";
import { minutesAfter } from "./limits.ts";
import { moveHold } from "./move-hold.ts";
import { mayMove, stateAt } from "./moves.ts";
import type { PlacementContext } from "./place-request.ts";

/** The search that a request's need is, as far as it was kept. */
const searchOf = (request: RequestRow): Search => {
  const county = request.county === null ? undefined : findCounty(request.county);
  return {
    ...{ age: request.age, gender: request.gender, languages: request.languages },
    ...{ interpreter: request.interpreter, circumstances: request.circumstances },
    from: county ? { lat: county.lat, lon: county.lon, county } : null,
    ...{ avoid: [], kinds: residentialKinds, withinMiles: null, dedicatedOnly: false, dropped: [] },
  };
};

/**
 * Promises the bed. The request's other waiting holds yield in the same transaction, so that the
 * first to accept wins (rule 5). An enquiry that is accepted claims a bed from now on: staff have
 * promised one, whatever their count says.
 */
export const acceptHold = (
  database: Database,
  hold: OwnHold,
  { clock, limits }: PlacementContext,
): Promise<Hold> =>
  moveHold(database, hold, {
    ...{ move: "accept", clock },
    write: async ({ tx, now, request, row, others }) => {
      const [program] =
        row.poolId === null ? await readPrograms(tx, [row.programId], () => undefined) : [];
      const poolId = program ? promisedPool(program, searchOf(request), now) : row.poolId;
      return {
        change: {
          ...{ poolId, acceptedAt: now },
          expiresAt: minutesAfter(now, limits.acceptedMinutes),
        },
        yields: others.filter((other) => mayMove("yield", "rule", stateAt(other, now))),
      };
    },
  });
