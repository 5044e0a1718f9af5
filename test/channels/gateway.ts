import { contactPhones } from "../../db/schema/index.ts";
import { signForGateway } from "../../server/notify/sms/gateway-signature.ts";
import type { SmsReply } from "../../server/channels/sms/contract.ts";
import type { TestApp } from "../support/app.ts";

export const gatewaySecret = "a secret of the gateway and us, 32 letters";
export const smsGateway = { url: "http://127.0.0.1:9/send", secret: gatewaySecret };

let sent = 0;

/** What a gateway does: hands on messages and calls, signed. */
export const gatewayAt = (harbor: TestApp) => {
  const signed = (body: string, now = harbor.clock.now()) =>
    signForGateway(gatewaySecret, body, now);
  const post = (url: string, payload: string, type: string, headers = signed(payload)) =>
    harbor.app.inject({
      method: "POST",
      url,
      payload,
      headers: { "content-type": type, ...headers },
    });
  const message = (from: string, text: string, id = `gw-${(sent += 1)}`) =>
    JSON.stringify({ id, from, text });
  return {
    signed,
    message,
    post,
    /** Registers the number as this person's, as if they had shown its code. */
    register: (userId: string, number: string) =>
      harbor.database.transaction(async (tx) => {
        const now = harbor.clock.now();
        await tx.insert(contactPhones).values({ userId, number, verifiedAt: now, createdAt: now });
      }),
    /** What is texted back to a message. */
    text: async (from: string, text: string, id?: string): Promise<string | null> => {
      const answer = await post("/api/sms/messages", message(from, text, id), "application/json");
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.json<SmsReply>().reply;
    },
    /** What the gateway is told to do after these keys. */
    press: async (callId: string, from: string, digits = ""): Promise<string> => {
      sent += 1;
      const form = new URLSearchParams({
        CallSid: callId,
        From: from,
        Digits: digits,
        Step: String(sent),
      });
      const answer = await post("/api/calls", form.toString(), "application/x-www-form-urlencoded");
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.body;
    },
  };
};
