import { Type, type Static } from "typebox";
import { visibilityChangeStates, visibilityReasons } from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid, VisibilityCode } from "../../contract.ts";

const ReasonCode = Coded("VisibilityReason", visibilityReasons, "Why the visibility is changed");
const StateCode = Coded(
  "VisibilityChangeState",
  visibilityChangeStates,
  "A loosening is proposed by one steward and in force when another confirms it",
);

export const VisibilityRequest = Type.Object(
  { to: VisibilityCode, reason: ReasonCode },
  { title: "VisibilityRequest", additionalProperties: false },
);
export type VisibilityRequest = Static<typeof VisibilityRequest>;

const Steward = Type.Object({ id: Type.String(), name: Type.String() });

export const VisibilityChange = Named("VisibilityChange", {
  id: Uuid,
  programs: Type.Array(Type.Object({ id: Uuid, name: Type.String() }), {
    description: "All programs at the site, which it holds for",
  }),
  from: VisibilityCode,
  to: VisibilityCode,
  reason: ReasonCode,
  state: StateCode,
  proposed_by: Steward,
  proposed_at: Timestamp,
  decided_by: Nullable(Steward),
  decided_at: Nullable(Timestamp),
  may_confirm: Type.Boolean({ description: "It waits, and not for the one who proposed it" }),
});
export type VisibilityChange = Static<typeof VisibilityChange>;

export const VisibilityChangeList = Named("VisibilityChangeList", {
  total: Type.Integer(),
  items: Type.Array(VisibilityChange, { description: "Newest first, at most a hundred" }),
  next: Type.Null(),
});
export type VisibilityChangeList = Static<typeof VisibilityChangeList>;

export const VisibilityChangeQuery = Type.Object(
  {
    state: Type.Optional(Coded("WantedState", visibilityChangeStates, "Only those in this state")),
    program: Type.Optional(Uuid),
  },
  { additionalProperties: false },
);
export type VisibilityChangeQuery = Static<typeof VisibilityChangeQuery>;
