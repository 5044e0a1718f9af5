import webPush from "web-push";
import type { Database } from "../../../db/client.ts";
import type { Subscription } from "../contact/contact-points.repo.ts";
import { Undeliverable } from "../undelivered.ts";
import { keepPushKeys, type PushKeys } from "./push-keys.repo.ts";

/** What the service worker shows. A second message of one tag takes the place of the first. */
export interface PushMessage {
  tag: string;
  text: string;
  /** The screen that a tap opens. */
  path: string;
}

/** The subscription is no more: the person or the browser ended it. */
export class SubscriptionGone extends Error {}

export interface WebPush {
  /** What a browser needs to subscribe. */
  publicKey(): Promise<string>;
  /** Whether the address is that of a push service that we speak to. */
  serves(endpoint: string): boolean;
  /**
   * @throws SubscriptionGone, Undeliverable; any other error is worth another try
   */
  send(subscription: Subscription, message: PushMessage): Promise<void>;
}

export interface PushOptions {
  database: Database;
  /** Hosts of push services, such as `fcm.googleapis.com` or `*.push.apple.com`. */
  services: readonly string[];
  /** Whom a push service may ask about us. */
  contact: string;
  timeoutMs?: number;
}

const hoursKept = 1;

const isOf = (host: string, service: string): boolean =>
  service.startsWith("*.") ? host.endsWith(service.slice(1)) : host === service;

/** Speaks to browsers' push services; what is sent is encrypted for the browser (RFC 8291). */
export const openWebPush = ({
  database,
  services,
  contact,
  timeoutMs = 10_000,
}: PushOptions): WebPush => {
  let keys: Promise<PushKeys> | undefined;
  const findKeys = () => {
    keys ??= keepPushKeys(database, () => webPush.generateVAPIDKeys()).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return {
    publicKey: async () => (await findKeys()).publicKey,
    serves: (endpoint) => {
      if (!URL.canParse(endpoint)) return false;
      const { protocol, host, hostname } = new URL(endpoint);
      // Unencrypted only to this machine, where tests listen.
      const isSafe = protocol === "https:" || hostname === "127.0.0.1";
      return isSafe && services.some((service) => isOf(host, service));
    },
    send: async ({ endpoint, p256dh, auth }, message) => {
      const { body, headers } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(message),
        {
          vapidDetails: { subject: contact, ...(await findKeys()) },
          ...{ TTL: hoursKept * 3600, urgency: "high", contentEncoding: "aes128gcm" },
        },
      );
      const answer = await fetch(endpoint, {
        method: "POST",
        headers,
        body: new Uint8Array(body),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (answer.ok) return;
      if (answer.status === 404 || answer.status === 410) throw new SubscriptionGone();
      const text = `The push service answered ${answer.status}.`;
      if (answer.status >= 500 || answer.status === 429) throw new Error(text);
      throw new Undeliverable("refused", text);
    },
  };
};
