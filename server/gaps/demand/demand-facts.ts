import type {
  AgeBand,
  DeclineReason,
  DemandKind,
  RequestOutcome,
  SearchOutcome,
  WaitBand,
} from "../../../db/codes.ts";

/** What figures are made of: an event of demand whose county is known. */
export interface DemandFact {
  readonly kind: DemandKind;
  readonly county: string;
  readonly ageBand: AgeBand;
  readonly found: SearchOutcome | null;
  readonly barrier: string | null;
  readonly outcome: RequestOutcome | null;
  readonly waited: WaitBand | null;
  readonly declineReason: DeclineReason | null;
}
