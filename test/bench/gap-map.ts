import { chromium, type BrowserContext, type Page } from "playwright-core";
import { chromiumFlags, provideChromium } from "../support/chromium.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { trainingCookie } from "./load.ts";
import { quantile, type Row } from "./row.ts";
import { runMain } from "./run-main.ts";

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
  const executablePath = provideChromium();
  if (executablePath === undefined) throw new Error("No Chromium was found to measure with.");
  await using folder = await temporaryFolder();
  const { address, stop } = await runMain(folder.path, port);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const [name = "", value = ""] = (await trainingCookie(address, "analyst")).split(/=(.*)/s);
    const [first, other]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < turns; turn++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await context.addCookies([{ name, value, url: address }]);
      const drawn = await openOnce(context, address);
      first.push(drawn.first);
      other.push(drawn.other);
      await context.close();
    }
    const [median, then] = [quantile(first, 0.5), quantile(other, 0.5)];
    return [
      {
        what: "the country's gap map, from its figures' arrival until it is drawn (in software)",
        measured: `median ${median.toFixed(2)} s of ${turns}, slowest ${Math.max(...first).toFixed(2)} s`,
        yardstick: `figures of another profile on it: ${then.toFixed(2)} s`,
        ratio: Number.NaN,
        target: `under ${mostSeconds} s`,
        met: median < mostSeconds,
      },
    ];
  } finally {
    await browser.close();
    await stop();
  }
};
