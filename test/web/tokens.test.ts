import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = await readFile(join(import.meta.dirname, "../../web/theme/tokens.css"), "utf8");

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

/** Relative luminance (WCAG 2.2). */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ["ground", "surface", "raised", "pressed"];
/** What is read, and on what; at least 4.5 to 1. */
const texts: [string, string[]][] = [
  ["text", grounds],
  ["text-strong", grounds],
  ["text-soft", grounds],
  ["lamp-text", grounds],
  ["fits", ["ground", "surface", "raised"]],
  ["ask", ["ground", "surface", "raised"]],
  ["danger", ["ground", "surface", "danger-ground"]],
  ["text", ["danger-ground", "notice-ground"]],
  ["lamp-text", ["notice-ground"]],
  ["training", ["training-ground"]],
  ["on-lamp", ["lamp", "lamp-pressed"]],
  ["on-fits", ["fits"]],
  ["on-ask", ["ask"]],
  ["ground", ["text-strong"]],
  ["map-label", ["map-land", "map-water"]],
];
/** What is seen: shapes, edges of fields, the mark of focus; at least 3 to 1. */
const shapes: [string, string[]][] = [
  ["full", ["surface", "map-land"]],
  ["line-strong", ["ground", "surface", "raised"]],
  ["focus", grounds],
  ["fits", ["map-land", "map-water"]],
  ["ask", ["map-land", "map-water"]],
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const pairs = [
    ...texts.flatMap(([text, on]) => on.map((ground) => [text, ground, 4.5] as const)),
    ...shapes.flatMap(([shape, on]) => on.map((ground) => [shape, ground, 3] as const)),
  ];
  test.each(pairs)("%s on %s stands out at least %f to 1", (front, back, least) => {
    const [a, b] = [tokens.get(front)?.[theme], tokens.get(back)?.[theme]];
    expect(contrast(a ?? "", b ?? "")).toBeGreaterThanOrEqual(least);
  });
});

test("colours stand in tokens.css alone", async () => {
  const { readdir } = await import("node:fs/promises");
  const web = join(import.meta.dirname, "../../web");
  const files = (await readdir(web, { recursive: true })).filter(
    (path) => path.endsWith(".svelte") || (path.endsWith(".css") && !path.endsWith("tokens.css")),
  );
  const found: string[] = [];
  for (const file of files.filter((path) => !/^(dist|paraglide)\//.test(path))) {
    const code = await readFile(join(web, file), "utf8");
    const style = file.endsWith(".css") ? code : (/<style>[\s\S]*<\/style>/.exec(code)?.[0] ?? "");
    for (const [colour] of style.matchAll(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi)) {
      found.push(`${file}: ${colour}`);
    }
  }
  expect(found).toEqual([]);
});
