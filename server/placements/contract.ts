import { Type, type Static } from "typebox";
import {
  declineReasons,
  enquiryReasons,
  holdMoves,
  holdParties,
  holdStates,
  noticeChannels,
} from "../../db/codes.ts";
import {
  Age,
  CircumstanceCode,
  Coded,
  GenderCode,
  LanguageCode,
  Named,
  Nullable,
  Timestamp,
  Uuid,
} from "../contract.ts";
import { County } from "../directory/contract.ts";
import { CriterionCode, Need } from "../matching/contract.ts";
import { personalMoves } from "./moves.ts";

const strict = { additionalProperties: false };

export const HoldStateCode = Coded(
  "HoldState",
  holdStates,
  "State of a hold, by the clock: one that nobody answered in time has expired",
);
export const EnquiryReasonCode = Coded(
  "EnquiryReason",
  enquiryReasons,
  "Why the hold claims no bed: only asked; the listing excludes the need; no beds for this child; never counted; counted over 12 hours ago; none open",
);
export const DeclineReasonCode = Coded("DeclineReason", declineReasons, "Why the program says no");

/** How many programs one request may ask. */
export const mostPrograms = 3;

/** A need as it is matched. Only what decides is kept of it, and of the place its county. */
export const RequestInput = Type.Object(
  {
    need: Need,
    programs: Type.Array(
      Type.Object(
        {
          program_id: Uuid,
          pool_id: Type.Optional(Uuid),
          enquiry: Type.Optional(
            Type.Boolean({
              description:
                "Only ask, and claim no bed; the one way to ask whom the listing excludes",
            }),
          ),
        },
        strict,
      ),
      { minItems: 1, maxItems: mostPrograms },
    ),
    arriving_at: Type.Optional(
      Type.String({ format: "date-time", description: "When the child could arrive" }),
    ),
  },
  { title: "RequestInput", ...strict },
);
export type RequestInput = Static<typeof RequestInput>;

/** What is kept and shown of a need: what decides, and nothing that tells who it is. */
export const RequestNeed = Named("RequestNeed", {
  age: Age,
  gender: Nullable(GenderCode),
  languages: Type.Array(LanguageCode),
  interpreter: Type.Boolean({ description: "An interpreter serves as well" }),
  circumstances: Type.Array(CircumstanceCode),
  county: Nullable(County),
});
export type RequestNeed = Static<typeof RequestNeed>;

export const HoldEvent = Named("HoldEvent", {
  move: Coded("HoldMove", holdMoves, "What happened; yield: another program accepted first"),
  by: Coded("HoldParty", holdParties, "Who did it; rule: the clock, or another's acceptance"),
  at: Timestamp,
});

export const Hold = Named("Hold", {
  id: Uuid,
  request_id: Uuid,
  reference: Type.String({ description: "Such as OTTER-417" }),
  program: Named("HoldProgram", {
    id: Uuid,
    name: Type.String(),
    organization: Type.String(),
    phone: Nullable(Type.String({ description: "Intake's, or the program's own" })),
    training: Type.Boolean({ description: "Fictional, for training" }),
  }),
  state: HoldStateCode,
  claims_bed: Type.Boolean({ description: "A bed is kept for it now" }),
  pool: Nullable(Named("HoldPool", { id: Uuid, label: Type.String() })),
  enquiry: Nullable(EnquiryReasonCode),
  excluded_by: Type.Array(CriterionCode, {
    description: "What of the listing excludes the need; asked nevertheless",
  }),
  asked_at: Timestamp,
  told: Type.Array(
    Named("Told", {
      by: Coded("NoticeChannel", noticeChannels, "Way by which a notice goes"),
      at: Timestamp,
    }),
    { description: "By which ways the program's staff were told of it, and when first" },
  ),
  expires_at: Timestamp,
  arriving_at: Nullable(Timestamp),
  accepted_at: Nullable(Timestamp),
  arrived_at: Nullable(Timestamp),
  ended_at: Nullable(Timestamp),
  decline: Nullable(
    Named("Decline", {
      reason: DeclineReasonCode,
      circumstance: Nullable(CircumstanceCode),
    }),
  ),
  history: Type.Array(HoldEvent, { description: "Oldest first" }),
  may: Type.Array(Coded("PersonalMove", personalMoves, "What this viewer may do with it now")),
});
export type Hold = Static<typeof Hold>;

export const PlacementRequest = Named("PlacementRequest", {
  id: Uuid,
  reference: Type.String(),
  need: RequestNeed,
  arriving_at: Nullable(Timestamp),
  asked_at: Timestamp,
  open: Type.Boolean({ description: "One of its holds is waiting or accepted" }),
  holds: Type.Array(Hold),
});
export type PlacementRequest = Static<typeof PlacementRequest>;

export const PlacementRequestList = Named("PlacementRequestList", {
  total: Type.Integer(),
  items: Type.Array(PlacementRequest),
  next: Nullable(Type.String()),
});
export type PlacementRequestList = Static<typeof PlacementRequestList>;

export const IncomingRequest = Named("IncomingRequest", {
  hold: Hold,
  need: RequestNeed,
  arriving_at: Nullable(Timestamp),
  asked_by: Named("AskedBy", {
    name: Type.String({ description: "The worker who asks" }),
    organization: Nullable(Type.String()),
  }),
});
export type IncomingRequest = Static<typeof IncomingRequest>;

export const IncomingRequestList = Named("IncomingRequestList", {
  total: Type.Integer(),
  items: Type.Array(IncomingRequest),
  next: Nullable(Type.String()),
});
export type IncomingRequestList = Static<typeof IncomingRequestList>;

const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 100 })),
};

export const ListQuery = Type.Object(
  {
    open: Type.Optional(
      Type.Boolean({ description: "Only what is waiting or accepted; left out: everything" }),
    ),
    ...page,
  },
  strict,
);
export type ListQuery = Static<typeof ListQuery>;

export const DeclineInput = Type.Object(
  {
    reason: DeclineReasonCode,
    circumstance: Type.Optional(CircumstanceCode),
  },
  {
    title: "DeclineInput",
    description: "The circumstance is stated with the reason circumstance and with no other",
    ...strict,
  },
);
export type DeclineInput = Static<typeof DeclineInput>;

export const ExtendInput = Type.Object(
  { arriving_at: Type.String({ format: "date-time", description: "When the child will arrive" }) },
  { title: "ExtendInput", ...strict },
);
export type ExtendInput = Static<typeof ExtendInput>;
