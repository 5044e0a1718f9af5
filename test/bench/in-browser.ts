import { chromium, type BrowserContext } from "playwright-core";
import { chromiumFlags, provideChromium } from "../support/chromium.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { trainingCookie } from "./load.ts";
import { runMain } from "./run-main.ts";

interface Opened {
  readonly port: number;
  /** Whose training account is signed in. */
  readonly role: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly turns: number;
}

/** Measures something as often as asked in a Chromium that has nothing of it, before the real thing. */
export const inBrowser = async <Result>(
  { port, role, viewport, turns }: Opened,
  measure: (context: BrowserContext, address: string) => Promise<Result>,
): Promise<Result[]> => {
  const executablePath = provideChromium();
  if (executablePath === undefined) throw new Error("No Chromium was found to measure with.");
  await using folder = await temporaryFolder();
  const { address, stop } = await runMain(folder.path, port);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const [name = "", value = ""] = (await trainingCookie(address, role)).split(/=(.*)/s);
    const measured: Result[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const context = await browser.newContext({ viewport });
      await context.addCookies([{ name, value, url: address }]);
      measured.push(await measure(context, address));
      await context.close();
    }
    return measured;
  } finally {
    await browser.close();
    await stop();
  }
};
