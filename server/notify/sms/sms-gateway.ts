import { Undeliverable } from "../undelivered.ts";
import { signForGateway } from "./gateway-signature.ts";

/** One text message. The gateway sends an id once, however often it is asked to. */
export interface TextMessage {
  id: string;
  /** E.164. */
  to: string;
  text: string;
}

export interface SmsGateway {
  /**
   * Hands the message over; taken is not yet delivered, which the gateway tells by its callback.
   * @throws Undeliverable where it will never be taken; any other error is worth another try
   */
  send(message: TextMessage): Promise<void>;
}

export interface GatewayOptions {
  url: string;
  secret: string;
  /** Where the gateway tells what became of a message. */
  callback: string;
  clock: () => Date;
  timeoutMs?: number;
}

/** 408 and 429 are the gateway's "later"; the rest of the 400s is its "never". */
const isForGood = (status: number) =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/** Speaks to the gateway at `url`; every message is signed. */
export const openSmsGateway = ({
  url,
  secret,
  callback,
  clock,
  timeoutMs = 10_000,
}: GatewayOptions): SmsGateway => ({
  send: async ({ id, to, text }) => {
    const body = JSON.stringify({ to, text, id, callback });
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...signForGateway(secret, body, clock()) },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const message = `The SMS gateway answered ${answer.status}.`;
    throw isForGood(answer.status) ? new Undeliverable("refused", message) : new Error(message);
  },
});
