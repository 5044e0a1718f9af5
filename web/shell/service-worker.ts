const cacheName = "shell";

/** Lets the service worker answer for this site from now on; undefined where there can be none. */
export const registerServiceWorker = async (): Promise<ServiceWorkerRegistration | undefined> => {
  // A page that Vite serves while one develops has other files each time.
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return undefined;
  return navigator.serviceWorker.register("/service-worker.js");
};

/** The files of the app that this page has loaded, and the page itself. */
const loadedFiles = (): string[] => [
  new URL("/", window.location.origin).href,
  ...performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${window.location.origin}/assets/`)),
];

/** Keeps what this screen is made of, so that it opens without network; files of old are dropped. */
export const keepShell = async (): Promise<void> => {
  if ((await registerServiceWorker()) === undefined) return;
  const files = [...new Set(loadedFiles())];
  const cache = await caches.open(cacheName);
  const [page = "", ...built] = files;
  const missing = await Promise.all(built.map(async (file) => !(await cache.match(file))));
  await cache.addAll(built.filter((_file, at) => missing[at]));
  await cache.put(page, await fetch(page, { headers: { accept: "text/html" } }));
  const known = await cache.keys();
  const old = known.filter(({ url }) => !files.includes(url));
  await Promise.all(old.map((request) => cache.delete(request)));
};
