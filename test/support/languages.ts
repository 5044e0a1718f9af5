import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

type Message = string | { match: Record<string, string> }[];

const folder = (locale: string) =>
  fileURLToPath(new URL(`../../web/messages/${locale}/`, import.meta.url));

const messagesIn = (locale: string): Map<string, string[]> => {
  const all = readdirSync(folder(locale)).flatMap((file) =>
    Object.entries(
      JSON.parse(readFileSync(`${folder(locale)}${file}`, "utf8")) as Record<string, Message>,
    ),
  );
  return new Map(
    all.map(([key, message]) => [
      key,
      typeof message === "string"
        ? [message]
        : message.flatMap(({ match }) => Object.values(match)),
    ]),
  );
};

/** What stands between the variables of a message. */
const partsOf = (message: string): string[] =>
  message.split(/\{[^}]*\}/).map((part) => part.trim());

/** At least three words: shorter ones may be names, or the same in both languages. */
const isTelling = (part: string): boolean => part.split(/\s+/).length >= 3;

/** English messages that are to be read on a page that should be Spanish. */
export const englishOn = async (page: Page): Promise<string[]> => {
  const spanish = [...messagesIn("es").values()].flat().flatMap(partsOf);
  const lines = (await page.locator("body").innerText()).split("\n").map((line) => line.trim());
  const text = lines.join("\n");
  return [...messagesIn("en").values()].flat().filter((message) => {
    const parts = partsOf(message).filter((part) => part !== "" && !spanish.includes(part));
    const whole = parts.length === 1 && parts[0] === message && lines.includes(message);
    return whole || parts.some((part) => isTelling(part) && text.includes(part));
  });
};
