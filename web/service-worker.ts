/// <reference lib="webworker" />
// Served from the root of the site, so that it may answer for every screen. Beside the app's own
// files it keeps nothing: no answer of the interface ever passes into a cache here.
declare const self: ServiceWorkerGlobalScope;
export {};

const shell = "shell";

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = (address: string): Promise<Response | undefined> =>
  caches.match(address, { cacheName: shell, ignoreVary: true });

/** A screen: as the server has it now, else as the shell was kept. */
const screen = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request);
  } catch (cause) {
    const page = await kept("/");
    if (page) return page;
    throw cause;
  }
};

/** A built file: its name changes with its content, so that a kept one is the right one. */
const built = async (request: Request): Promise<Response> =>
  (await kept(request.url)) ?? fetch(request);

/** What the server tells: neutral words, shown once for each tag. */
interface Told {
  tag: string;
  text: string;
  path: string;
}

self.addEventListener("push", (event) => {
  const { tag, text, path } = event.data?.json() as Told;
  event.waitUntil(
    self.registration.showNotification("Harborlight", { body: text, tag, data: { path } }),
  );
});

/** Only these two screens are ever opened, whatever came with the notice. */
const pathOf = (told: unknown): string =>
  typeof told === "object" && told !== null && Reflect.get(told, "path") === "/beds"
    ? "/beds"
    : "/requests";

const openScreen = async (path: string): Promise<void> => {
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find(({ url }) => new URL(url).pathname === path);
  await (there ? there.focus() : self.clients.openWindow(path));
};

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openScreen(pathOf(event.notification.data)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && !/^\/(api|docs|confirm)(\/|$)/.test(pathname)) {
    event.respondWith(screen(request));
  } else if (pathname.startsWith("/assets/")) event.respondWith(built(request));
});
