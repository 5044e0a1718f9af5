export const browsers = ["chrome", "edge", "firefox", "opera", "safari", "samsung"] as const;
export type Browser = (typeof browsers)[number];
export const systems = ["android", "chromeos", "ios", "linux", "macos", "windows"] as const;
export type System = (typeof systems)[number];

// In this order: most browsers also claim to be those below them.
const browserMarks: readonly [RegExp, Browser][] = [
  [/\bEdg(e|A|iOS)?\//, "edge"],
  [/\b(OPR|Opera)\//, "opera"],
  [/\bSamsungBrowser\//, "samsung"],
  [/\b(Firefox|FxiOS)\//, "firefox"],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, "chrome"],
  [/\bSafari\//, "safari"],
];
const systemMarks: readonly [RegExp, System][] = [
  [/\b(iPhone|iPad|iPod)\b/, "ios"],
  [/\bAndroid\b/, "android"],
  [/\bCrOS\b/, "chromeos"],
  [/\bWindows\b/, "windows"],
  [/\bMac OS X\b/, "macos"],
  [/\bLinux\b/, "linux"],
];

const firstOf = <T>(marks: readonly [RegExp, T][], userAgent: string): T | null =>
  marks.find(([mark]) => mark.test(userAgent))?.[1] ?? null;

/** What a device calls itself, as far as a person would know it again; null: not known. */
export const nameDevice = (
  userAgent: string | null,
): { browser: Browser | null; system: System | null } => ({
  browser: firstOf(browserMarks, userAgent ?? ""),
  system: firstOf(systemMarks, userAgent ?? ""),
});
