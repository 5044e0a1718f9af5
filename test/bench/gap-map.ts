import type { BrowserContext, Page } from "playwright-core";
import { inBrowser } from "./in-browser.ts";
import { quantile, type Row } from "./row.ts";

const port = 18_082;
const turns = 7;
const mostSeconds = 1;

/** Notes on the page when its map turns from busy to drawn. */
const noteDrawn = `
  const found = () => document.querySelector(".map[aria-busy]")?.getAttribute("aria-busy");
  let before;
  new MutationObserver(() => {
    const busy = found();
    if (before === "true" && busy === "false") performance.mark("drawn");
    before = busy;
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["aria-busy"] });`;

/** Seconds from the arrival of the newest figures to a map with them; the next waits for others. */
const drawnAfterFigures = async (page: Page): Promise<number> => {
  const drawn = await page.waitForFunction(() => {
    const figures = performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.includes("/api/gaps/coverage"))
      .at(-1);
    const mark = performance.getEntriesByName("drawn").at(-1);
    if (!figures || !mark) return false;
    const arrived = figures.startTime + figures.duration;
    if (mark.startTime < arrived) return false;
    performance.clearResourceTimings();
    performance.clearMarks();
    return (mark.startTime - arrived) / 1000;
  });
  return Number(await drawn.jsonValue());
};

const openOnce = async (context: BrowserContext, address: string) => {
  const page = await context.newPage();
  await page.addInitScript({ content: noteDrawn });
  await page.goto(`${address}/gaps?metric=nearest_fit`);
  const first = await drawnAfterFigures(page);
  await page.getByLabel("For whom").selectOption("boy_13");
  const other = await drawnAfterFigures(page);
  return { first, other };
};

/** The country's counties in a browser at 1280 x 800, from nothing cached to a map of figures. */
export const benchGapMap = async (): Promise<Row[]> => {
  const viewport = { width: 1280, height: 800 };
  const drawn = await inBrowser({ port, role: "analyst", viewport, turns }, openOnce);
  const first = drawn.map((turn) => turn.first);
  const median = quantile(first, 0.5);
  const then = quantile(
    drawn.map(({ other }) => other),
    0.5,
  );
  const slowest = Math.max(...first);
  return [
    {
      what: "the country's gap map, from its figures' arrival until it is drawn (in software)",
      measured: `median ${median.toFixed(2)} s of ${turns}, slowest ${slowest.toFixed(2)} s`,
      yardstick: `figures of another profile on it: ${then.toFixed(2)} s`,
      ratio: Number.NaN,
      target: `under ${mostSeconds} s`,
      met: median < mostSeconds,
    },
  ];
};
