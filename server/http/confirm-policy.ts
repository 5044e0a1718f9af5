import { hash } from "node:crypto";

const inline = /<(script|style)[^>]*>([\s\S]*?)<\/\1>/g;

/**
 * The content security policy of a page that has its scripts and styles in itself: those may run, by
 * their hash, and nothing else; it may ask this server and go nowhere.
 */
export const policyOfPage = (html: string, publicUrl: string): string => {
  const hashes = (element: string) =>
    [...html.matchAll(inline)]
      .filter(([, name]) => name === element)
      .map(([, , text = ""]) => `'sha256-${hash("sha256", text, "base64")}'`)
      .join(" ");
  return [
    "default-src 'none'",
    `script-src ${hashes("script")}`,
    `style-src ${hashes("style")}`,
    // Attributes only: heights that components set.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(publicUrl.startsWith("https://") ? ["upgrade-insecure-requests"] : []),
  ].join(";");
};
