import type { MeetingPoint, MeetingPointInput, RevealRequest, TrueAddress } from "./contract.ts";

const address: TrueAddress = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  address: "1 Fictional Street",
  city: "Oakland",
  zip: "94607",
  lat: 37.808842,
  lon: -122.304697,
  meeting_point: null,
  until: null,
};
const reveal: RevealRequest = { reason: "emergency_services" };
const meeting: MeetingPointInput = {
  directions: "Lobby of the main library; call when you are there.",
};
const met: MeetingPoint = {
  program_id: address.program_id,
  directions: meeting.directions,
};

export const addressExamples = {
  readOwnAddress: { response: address },
  changeMeetingPoint: { request: meeting, response: met },
  revealAddress: { request: reveal, response: address },
} as const;
