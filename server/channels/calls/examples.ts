import type { CallKeys } from "./contract.ts";
import { toVoiceXml } from "./voice-xml.ts";

const keys: CallKeys = { CallSid: "CA4711", From: "+15105550142", Digits: "1" };
const xml = toVoiceXml({
  say: [{ language: "en", text: "Enter your six digit code." }],
  gather: { digits: 6, action: "https://beds.example.org/api/calls" },
});

export const callExamples = {
  takeCall: { request: keys, response: xml, refusals: { 401: "wrong_credentials" } },
} as const;
