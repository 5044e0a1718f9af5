import { hash } from "node:crypto";

const inline = /<(script|style)[^>]*>([\s\S]*?)<\/\1>/g;

/**
 * The content security policy of a page that has its scripts and styles in itself: those may run, by
 * their hash, and nothing else; it may ask this server and go nowhere.
 */
export const policyOfPage = (html: string, publicUrl: string) => {
  const hashes = (element: string) =>
    [...html.matchAll(inline)]
      .filter(([, name]) => name === element)
      .map(([, , text = ""]) => `'sha256-${hash("sha256", text, "base64")}'`);
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: hashes("script"),
      styleSrc: hashes("style"),
      // Attributes only: heights that components set.
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      ...(publicUrl.startsWith("https://") ? { upgradeInsecureRequests: [] } : {}),
    },
  };
};
