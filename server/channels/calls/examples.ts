import type { CallKeys } from "./contract.ts";

const keys: CallKeys = { CallSid: "CA4711", From: "+15105550142", Digits: "1" };
const xml =
  '<?xml version="1.0" encoding="UTF-8"?><Response>' +
  '<Gather input="dtmf" method="POST" action="https://beds.example.org/api/calls" timeout="10" numDigits="6" finishOnKey="">' +
  '<Say language="en-US">Enter your six digit code.</Say></Gather><Hangup/></Response>';

export const callExamples = {
  takeCall: { request: keys, response: xml, refusals: { 401: "wrong_credentials" } },
} as const;
