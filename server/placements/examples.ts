import type {
  DeclineInput,
  ExtendInput,
  Hold,
  IncomingRequestList,
  PlacementRequest,
  PlacementRequestList,
  RequestInput,
} from "./contract.ts";

const programId = "0199c5f0-0000-7000-8000-000000000010";
const poolId = "0199c5f0-0000-7000-8000-000000000020";
const requestId = "0199c5f0-0000-7000-8000-000000000040";
const askedAt = "2026-03-02T02:30:00.000Z";
const arrivingAt = "2026-03-02T04:00:00.000Z";

const input: RequestInput = {
  need: { age: 15, gender: "girl", languages: ["spa"], from: { zip: "94612" } },
  programs: [{ program_id: programId }],
  arriving_at: arrivingAt,
};

const need: PlacementRequest["need"] = {
  age: 15,
  gender: "girl",
  languages: ["spa"],
  interpreter: true,
  circumstances: [],
  county: { fips: "06001", name: "Alameda", state: "CA" },
};

const waiting: Hold = {
  id: "0199c5f0-0000-7000-8000-000000000041",
  request_id: requestId,
  reference: "OTTER-417",
  program: {
    id: programId,
    name: "Fictional Harbor House",
    organization: "Fictional Harbor Society",
    phone: "510-555-0101",
    training: true,
  },
  state: "waiting",
  claims_bed: true,
  pool: { id: poolId, label: "Girls 12 to 17" },
  enquiry: null,
  excluded_by: [],
  asked_at: askedAt,
  told: [{ by: "sms", at: "2026-03-02T02:30:04.000Z" }],
  expires_at: "2026-03-02T03:00:00.000Z",
  arriving_at: arrivingAt,
  accepted_at: null,
  arrived_at: null,
  ended_at: null,
  decline: null,
  history: [{ move: "ask", by: "worker", at: askedAt }],
  may: ["release"],
};

const request: PlacementRequest = {
  id: requestId,
  reference: "OTTER-417",
  need,
  arriving_at: arrivingAt,
  asked_at: askedAt,
  open: true,
  holds: [waiting],
};

const requests: PlacementRequestList = { total: 1, items: [request], next: null };

const incoming: IncomingRequestList = {
  total: 1,
  items: [
    {
      hold: { ...waiting, may: ["accept", "decline"] },
      need,
      arriving_at: arrivingAt,
      asked_by: { name: "Training worker", organization: null },
    },
  ],
  next: null,
};

const accepted: Hold = {
  ...waiting,
  state: "accepted",
  accepted_at: "2026-03-02T02:34:00.000Z",
  expires_at: "2026-03-02T04:04:00.000Z",
  history: [...waiting.history, { move: "accept", by: "staff", at: "2026-03-02T02:34:00.000Z" }],
  may: ["release", "arrive", "no_show"],
};

const extended: Hold = {
  ...accepted,
  expires_at: "2026-03-02T05:30:00.000Z",
  arriving_at: "2026-03-02T05:00:00.000Z",
  history: [...accepted.history, { move: "extend", by: "worker", at: "2026-03-02T03:10:00.000Z" }],
  may: ["release", "extend", "arrive"],
};

const arrivedAt = "2026-03-02T04:01:00.000Z";
const arrived: Hold = {
  ...accepted,
  state: "arrived",
  claims_bed: false,
  arrived_at: arrivedAt,
  history: [...accepted.history, { move: "arrive", by: "staff", at: arrivedAt }],
  may: [],
};

const ended = { claims_bed: false, ended_at: "2026-03-02T02:40:00.000Z", may: [] };
const event = (move: Hold["history"][number]["move"], by: "worker" | "staff") => ({
  history: [...waiting.history, { move, by, at: ended.ended_at }],
});

const decline: DeclineInput = { reason: "circumstance", circumstance: "fire_setting" };
const declined: Hold = {
  ...waiting,
  ...ended,
  ...event("decline", "staff"),
  state: "declined",
  decline: { reason: "circumstance", circumstance: "fire_setting" },
};
const released: Hold = {
  ...waiting,
  ...ended,
  ...event("release", "worker"),
  state: "released",
};
const noShow: Hold = {
  ...accepted,
  claims_bed: false,
  state: "no_show",
  ended_at: arrivedAt,
  history: [...accepted.history, { move: "no_show", by: "staff", at: arrivedAt }],
  may: [],
};

const refusals = { 409: "hold_moved" } as const;

export const placementExamples = {
  placeRequest: { request: input, response: request, refusals: { 409: "too_many_holds" } },
  listRequests: { response: requests },
  readRequest: { response: request },
  listProgramRequests: { response: incoming },
  acceptHold: { response: accepted, refusals },
  declineHold: { request: decline, response: declined, refusals },
  releaseHold: { response: released, refusals },
  extendHold: {
    request: { arriving_at: "2026-03-02T05:00:00Z" } satisfies ExtendInput,
    response: extended,
    refusals,
  },
  arriveHold: { response: arrived, refusals },
  markNoShow: { response: noShow, refusals },
} as const;
