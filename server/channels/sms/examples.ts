import type { SmsMessage, SmsReply } from "./contract.ts";

const message: SmsMessage = { id: "gw-4711", from: "+15105550142", text: "3 girls 1 boys" };
const reply: SmsReply = {
  reply: "Saved. Empty beds now: Girls 3, Boys 1. If that is wrong, send the right number.",
};

export const smsExamples = {
  takeSmsMessage: {
    request: message,
    response: reply,
    refusals: { 401: "wrong_credentials" },
  },
} as const;
