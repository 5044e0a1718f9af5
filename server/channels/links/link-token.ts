import { createHmac, hash, randomBytes, timingSafeEqual } from "node:crypto";

const nonceBytes = 16;
const tagBytes = 10;
const form = /^[\w-]{35}$/;

const tagOf = (secret: string, nonce: Buffer): Buffer =>
  createHmac("sha256", secret).update("confirm link ").update(nonce).digest().subarray(0, tagBytes);

/** A new token: 128 bits by chance and our signature, short enough for a text message. */
export const drawToken = (secret: string): string => {
  const nonce = randomBytes(nonceBytes);
  return Buffer.concat([nonce, tagOf(secret, nonce)]).toString("base64url");
};

/** Whether the token is of our making; a forged one is not even looked for. */
export const isSigned = (secret: string, token: string): boolean => {
  if (!form.test(token)) return false;
  const bytes = Buffer.from(token, "base64url");
  const nonce = bytes.subarray(0, nonceBytes);
  return (
    bytes.length === nonceBytes + tagBytes &&
    timingSafeEqual(bytes.subarray(nonceBytes), tagOf(secret, nonce))
  );
};

/** What is kept of a token. */
export const hashOfToken = (token: string): string => hash("sha256", token, "base64url");

/** Where the link leads: the token stands behind the `#`, which no browser sends to a server. */
export const linkUrl = (publicUrl: string, token: string): string =>
  `${publicUrl}/confirm#${token}`;
