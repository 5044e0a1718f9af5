import type { RevealRequest, TrueAddress } from "./contract.ts";

const address: TrueAddress = {
  program_id: "0199c5f0-0000-7000-8000-000000000010",
  address: "1 Fictional Street",
  city: "Oakland",
  zip: "94607",
  lat: 37.808842,
  lon: -122.304697,
};
const reveal: RevealRequest = { reason: "emergency_services" };

export const addressExamples = {
  readOwnAddress: { response: address },
  revealAddress: { request: reveal, response: address },
} as const;
