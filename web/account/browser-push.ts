import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { ContactPoints } from "../api/schema.ts";
import { registerServiceWorker } from "../shell/service-worker.ts";

export type BrowserState = "unsupported" | "blocked" | "off" | "on";

const canPush = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const currentSubscription = async (): Promise<PushSubscription | null> => {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
};

/** Whether this browser shows notices. It is asked nothing, so that nothing pops up. */
export const browserState = async (): Promise<BrowserState> => {
  if (!canPush()) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  return (await currentSubscription()) ? "on" : "off";
};

/** Asks the person's leave, which only a tap may do, and subscribes. @returns undefined: no leave */
export const subscribeBrowser = async (key: string): Promise<ContactPoints | undefined> => {
  if ((await Notification.requestPermission()) !== "granted") return undefined;
  if ((await registerServiceWorker()) === undefined) throw new Error("No service worker here.");
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint = "", keys: { p256dh = "", auth = "" } = {} } = made.toJSON();
  const body = { endpoint, p256dh, auth };
  try {
    return await answered(api.POST("/api/me/browsers", { body }));
  } catch (error) {
    await made.unsubscribe();
    throw error;
  }
};

export const unsubscribeBrowser = async (): Promise<void> => {
  const made = await currentSubscription();
  if (!made) return;
  await answered(api.POST("/api/me/browsers/remove", { body: { endpoint: made.endpoint } }));
  await made.unsubscribe();
};
