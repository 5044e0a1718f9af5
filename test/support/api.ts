import type { paths } from "../../web/api/schema.ts";
import type { Harborlight, PageOptions } from "./browser.ts";

type Readable = {
  [P in keyof paths]: paths[P] extends {
    get: { responses: { 200: { content: { "application/json": infer Body } } } };
  }
    ? Body
    : never;
};

/** Asks a running Harborlight as `who`, over HTTP as the browser does. */
export const readAs = async <P extends keyof Readable>(
  { address, app }: Harborlight,
  who: PageOptions["who"],
  path: P,
  query = "",
): Promise<Readable[P]> => {
  const headers = who === undefined ? {} : { cookie: (await app.signIn(who)).cookie };
  const answer = await fetch(`${address}${path}${query}`, { headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Readable[P];
};

/** The id of the program that a search for `name` finds first. */
export const programCalled = async (
  harborlight: Harborlight,
  name: string,
  who: PageOptions["who"] = "worker",
): Promise<string> => {
  const query = `?limit=1&q=${encodeURIComponent(name)}`;
  const { items } = await readAs(harborlight, who, "/api/programs", query);
  const [found] = items;
  if (!found?.name.includes(name)) throw new Error(`No program is called ${name}.`);
  return found.id;
};
