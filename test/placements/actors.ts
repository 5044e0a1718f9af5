import { v7 } from "uuid";
import { authorizeAsking, authorizeHold } from "../../server/access/authorize-placements.ts";
import type { SignedIn } from "../../server/access/viewer.ts";
import type { Database } from "../../db/client.ts";
import { acceptHold } from "../../server/placements/accept-hold.ts";
import type { PlacementRequest } from "../../server/placements/contract.ts";
import { releaseHold } from "../../server/placements/hold-moves.ts";
import { placeRequest } from "../../server/placements/place-request.ts";

export const limits = { waitingMinutes: 30, acceptedMinutes: 90 };

/** What workers and staff do, without HTTP in between, at the time that `clock` tells. */
export const actorsOf = (database: Database, clock: () => Date) => ({
  ask: (
    worker: SignedIn,
    programIds: readonly string[],
    idempotencyKey = v7(),
  ): Promise<PlacementRequest> =>
    placeRequest(
      database,
      authorizeAsking(worker),
      { need: { age: 15 }, programs: programIds.map((program_id) => ({ program_id })) },
      { clock, limits, idempotencyKey },
    ),
  release: async (worker: SignedIn, holdId: string) =>
    releaseHold(database, await authorizeHold(database.read, worker, holdId), clock),
  accept: async (staff: SignedIn, holdId: string) =>
    acceptHold(database, await authorizeHold(database.read, staff, holdId), { clock, limits }),
});
