/**
 * The sign-in screen's address, with where to go back to kept behind the `#`: it may hold a need,
 * and fragments never reach a server.
 */
export const signInPath = (from: { path: string; search: string; fragment: string }): string => {
  if (from.path === "/sign-in") return "/sign-in";
  const back = `${from.path}${from.search}${from.fragment ? `#${from.fragment}` : ""}`;
  return back === "/" ? "/sign-in" : `/sign-in#${encodeURIComponent(back)}`;
};

const decoded = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Half an escape: somebody cut the address short.
    return "";
  }
};

/** Where to go back to; undefined when the fragment names no place of this app. */
export const returnPath = (fragment: string, origin: string): string | undefined => {
  const back = decoded(fragment);
  if (!back.startsWith("/")) return undefined;
  // The browser's own reading decides: "//elsewhere" and "/\elsewhere" are other hosts to it.
  const url = URL.canParse(back, origin) ? new URL(back, origin) : undefined;
  if (url?.origin !== origin || url.pathname === "/sign-in") return undefined;
  return `${url.pathname}${url.search}${url.hash}`;
};
