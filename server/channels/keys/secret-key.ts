import { hash, randomBytes } from "node:crypto";

const form = /^hlk_[\w-]{43}$/;

/** A new key: 256 bits by chance, so that a plain hash of it tells nobody the key. */
export const drawKey = (): string => `hlk_${randomBytes(32).toString("base64url")}`;

/** What is kept of a key; undefined: this is no key at all, which need not be looked for. */
export const hashOfKey = (key: string): string | undefined =>
  form.test(key) ? hash("sha256", key, "base64url") : undefined;

/** The key's last letters, by which its owner tells it from others. */
export const hintOf = (key: string): string => key.slice(-4);
