import { parse } from "regexparam";
import type { Component } from "svelte";

type Parameters = Record<string, string>;
type AnyScreen = Component<never>;

export interface Route {
  pattern: string;
  /** Loads the screen's code; a screen that is part of the first load answers at once. */
  load: () => AnyScreen | Promise<{ default: AnyScreen }>;
}

export interface MatchedRoute {
  route: Route;
  parameters: Parameters;
}

const read = () => ({
  path: window.location.pathname,
  search: window.location.search,
  fragment: window.location.hash.slice(1),
});

let current = $state.raw(read());

/** Where the browser is; reactive. */
export const place = {
  get path() {
    return current.path;
  },
  get search() {
    return current.search;
  },
  get fragment() {
    return current.fragment;
  },
};

/** Goes to a path of this app, `?` and `#` included, and starts at the top of the page. */
export const go = (to: string, { replace = false } = {}): void => {
  if (replace) window.history.replaceState(null, "", to);
  else window.history.pushState(null, "", to);
  const from = current.path;
  current = read();
  if (current.path === from) return;
  window.scrollTo(0, 0);
};

/** Puts `fragment` behind the `#` without a history entry; fragments never reach a server. */
export const keepInFragment = (fragment: string): void => {
  const { pathname, search } = window.location;
  window.history.replaceState(null, "", `${pathname}${search}${fragment ? `#${fragment}` : ""}`);
  current = read();
};

const linkOf = (event: MouseEvent): HTMLAnchorElement | undefined => {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target || link.hasAttribute("download")) return undefined;
  return link.origin === window.location.origin ? link : undefined;
};

/**
 * Follows links and the back button without loading the page again; links that the app has no
 * route for, such as the API's own pages, are left to the browser. Answers how to stop.
 */
export const followLinks = (routes: readonly Route[]): (() => void) => {
  const onClick = (event: MouseEvent) => {
    const link = linkOf(event);
    if (!link || !matchRoute(routes, link.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  };
  const onMove = () => (current = read());
  window.addEventListener("click", onClick);
  window.addEventListener("popstate", onMove);
  return () => {
    window.removeEventListener("click", onClick);
    window.removeEventListener("popstate", onMove);
  };
};

/** The first route whose pattern takes `path`, with the parts of the path that it names. */
export const matchRoute = (routes: readonly Route[], path: string): MatchedRoute | undefined => {
  for (const route of routes) {
    const { keys, pattern } = parse(route.pattern);
    const found = pattern.exec(path);
    if (!found) continue;
    const parameters = keys.map((key, index) => [key, found[index + 1] ?? ""] as const);
    return { route, parameters: Object.fromEntries(parameters) };
  }
  return undefined;
};
