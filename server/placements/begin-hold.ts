import { v7 } from "uuid";
import type { ProgramFacts } from "../matching/facts.ts";
import type { Decision } from "./decide-claim.ts";
import type { LockedPool, RequestRow } from "./holds.repo.ts";
import type { HoldFacts } from "./requests.repo.ts";

interface Beginning {
  readonly program: ProgramFacts;
  readonly request: RequestRow;
  readonly expiresAt: Date;
  /** Among them those of the program. */
  readonly pools: readonly LockedPool[];
}

/** The hold that begins with this decision, and what is shown beside it. */
export const beginHold = (
  { poolId, enquiry, excludedBy }: Decision,
  { program, request, expiresAt, pools }: Beginning,
): HoldFacts => ({
  hold: {
    ...{ id: v7(), requestId: request.id, programId: program.id, poolId, state: "waiting" },
    ...{ enquiry, excludedBy: [...excludedBy], askedAt: request.askedAt, expiresAt },
    ...{ arrivingAt: request.arrivingAt, acceptedAt: null, arrivedAt: null, endedAt: null },
    ...{ declineReason: null, declineCircumstance: null },
  },
  reference: request.reference,
  programName: program.name,
  organization: program.organization.name,
  phone: program.intakePhone ?? program.phone,
  training: program.training,
  poolLabel: pools.find(({ id }) => id === poolId)?.label ?? null,
  told: [],
});
