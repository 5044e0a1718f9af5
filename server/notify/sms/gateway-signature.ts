import { createHmac, timingSafeEqual } from "node:crypto";

/** How far the clocks of gateway and server may be apart, and how long a message can be replayed. */
const windowSeconds = 300;

export const timestampHeader = "x-harborlight-timestamp";
export const signatureHeader = "x-harborlight-signature";

const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/** Headers by which the gateway knows that a body is ours: seconds since 1970, and HMAC-SHA256 over both. */
export const signForGateway = (secret: string, body: string, now: Date) => {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    [timestampHeader]: timestamp,
    [signatureHeader]: signatureOf(secret, timestamp, body),
  };
};

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Whether the gateway sent this body, letter by letter, within the last five minutes. What it sends
 * may still come twice within them: whoever acts on it does so once for each id.
 */
export const verifyGatewaySignature = (
  secret: string,
  sent: { headers: Readonly<Record<string, unknown>>; body: string },
  now: Date,
): boolean => {
  const timestamp = sent.headers[timestampHeader];
  const signature = sent.headers[signatureHeader];
  if (typeof timestamp !== "string" || typeof signature !== "string") return false;
  if (!/^[0-9]{9,11}$/.test(timestamp)) return false;
  const apart = Math.abs(now.getTime() / 1000 - Number(timestamp));
  return apart <= windowSeconds && same(signature, signatureOf(secret, timestamp, sent.body));
};
