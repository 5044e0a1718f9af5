import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visibilities, type Visibility } from "../../db/codes.ts";
import type { Standing } from "../../server/access/disclosure.ts";
import {
  answerAboutProgram,
  answerAtTheDoor,
  programRoutes,
  recordRoutes,
  standings,
  type Answer,
} from "../../server/access/route-table.ts";
import { examples } from "../../server/examples.ts";
import { writeAccessTable } from "../../server/start/access-table.ts";
import type { Listing } from "../../seed/listing.ts";
import { testApp, type TestApp } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

const nowhere = "0199c5f0-0000-7000-8000-00000000000f";

const pools = [{ label: "All", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const listingsOf = (): Record<Visibility, Listing> => ({
  public: aListing({ pools }),
  partners: aListing({
    pools,
    site: { visibility: "partners", address: "2 Canary Court", zip: "94541", state: "CA" },
  }),
  confidential: aConfidentialListing({ pools }),
});
const own = listingsOf();
const others = listingsOf();

let test: TestApp;
let base: string;
beforeAll(async () => {
  test = await testApp({
    listings: [...Object.values(own), ...Object.values(others)],
    staffed: Object.values(own).map(({ key }) => key),
  });
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  base = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`;
});
afterAll(() => test.close());

const cookieOf = async (standing: Standing): Promise<Record<string, string>> => {
  if (standing === "anonymous") return {};
  return test.signIn(standing.startsWith("provider") ? "provider" : standing);
};

type Route = TestApp["app"]["registeredRoutes"][number];
const operationOf = ({ schema }: Route): string => schema?.operationId ?? "";

/** A body that the route can read but that changes nothing: what a refusal must come before. */
const bodyOf = (route: Route, visibility?: Visibility): string | undefined => {
  if (route.schema?.body === undefined) return undefined;
  const operation = operationOf(route);
  if (operation === "changeVisibility") {
    return JSON.stringify({ to: visibility ?? "public", reason: "program_asked" });
  }
  const aboutOne = operation in programRoutes || operation in recordRoutes;
  return JSON.stringify(aboutOne ? examples[operation]?.request : {});
};

const ask = async (
  route: Route,
  verb: string,
  standing: Standing,
  id = nowhere,
  of?: Visibility,
) => {
  const leave = new AbortController();
  const body = bodyOf(route, of);
  const answer = await fetch(base + route.url.replace(":id", id), {
    method: verb,
    headers: {
      ...(await cookieOf(standing)),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
    redirect: "manual",
    signal: leave.signal,
  });
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") === true;
  const text = isStream ? "" : await answer.text();
  leave.abort();
  return { status: answer.status, text };
};

/** Served, whatever came of it, or refused with one of the three statuses. */
const answerOf = (status: number): Answer =>
  status === 401 || status === 403 || status === 404 ? status : "yes";

/** Open to everybody, and nothing where no county's own sign-on is set. */
const notOffered = new Set(["beginCountySignOn", "finishCountySignOn"]);

/** Every route with each of its methods. */
const everyRoute = () =>
  test.app.registeredRoutes.flatMap((route) =>
    [route.method].flat().map((verb) => ({ route, verb })),
  );

/** Those that end sessions are asked last, when nobody needs one any more. */
const endsSessions = ({ url }: Route, verb: string) =>
  verb === "DELETE" || url.endsWith("sign-out");

describe("the table of routes", () => {
  it("knows every route that is about one thing, and no route that is not there", () => {
    const aboutOne = test.app.registeredRoutes.filter(({ url }) => url.includes(":id"));
    const stated = new Set([...Object.keys(programRoutes), ...Object.keys(recordRoutes)]);
    const silent = aboutOne.filter((route) => !stated.has(operationOf(route)));
    expect(silent.map(({ method, url }) => `${String(method)} ${url}`)).toEqual([]);
    const known = new Set(aboutOne.map(operationOf));
    expect([...stated].filter((operation) => !known.has(operation))).toEqual([]);
    const ofPrograms = aboutOne.filter(({ url }) => url.includes("/programs/:id"));
    expect(ofPrograms.map(operationOf).filter((name) => !(name in programRoutes))).toEqual([]);
  });

  it("is written out in ACCESS.md (npm run access)", async () => {
    const page = await readFile(new URL("../../ACCESS.md", import.meta.url), "utf8");
    expect(page).toBe(await writeAccessTable());
    for (const { url } of test.app.registeredRoutes.filter(({ method }) => method !== "HEAD")) {
      if (url.startsWith("/api")) expect(page).toContain(` ${url}\``);
    }
  });
});

describe.each(standings)("as %s", (standing) => {
  it("every route answers at its door as the table says", async () => {
    for (const { route, verb } of everyRoute()) {
      const { config } = route;
      if (!config || endsSessions(route, verb)) continue;
      const expected = answerAtTheDoor(config.access, standing);
      const { status } = await ask(route, verb, standing);
      const name = `${verb} ${route.url}`;
      if (expected !== "yes") expect(`${name} ${status}`).toBe(`${name} ${expected}`);
      else if (!route.url.includes(":id") && route.url.startsWith("/api")) {
        const refusals = notOffered.has(operationOf(route)) ? [401, 403] : [401, 403, 404];
        expect(refusals, name).not.toContain(status);
      }
    }
  });
});

describe.each(standings)("as %s, of a program", (standing) => {
  it.each(visibilities)("that is %s, every route answers as the table says", async (visibility) => {
    const listing = (standing === "provider_other" ? others : own)[visibility];
    const id = test.ids.get(listing.key)?.programId ?? "missing";
    for (const { route, verb } of everyRoute()) {
      const operation = operationOf(route);
      if (!(operation in programRoutes) || !route.config) continue;
      const expected = answerAboutProgram(operation, route.config.access, standing, visibility);
      const answer = await ask(route, verb, standing, id, visibility);
      const name = `${verb} ${route.url}`;
      expect(`${name} ${answerOf(answer.status)}`).toBe(`${name} ${expected}`);
      if (expected !== 404) continue;
      const missing = await ask(route, verb, standing, nowhere, visibility);
      expect(answer, name).toEqual(missing);
    }
  });
});

describe.each(standings)("as %s, of a record that is not there", (standing) => {
  it("there is nothing, for whoever passes the door", async () => {
    for (const { route, verb } of everyRoute()) {
      if (!(operationOf(route) in recordRoutes) || !route.config) continue;
      if (endsSessions(route, verb)) continue;
      const door = answerAtTheDoor(route.config.access, standing);
      const { status } = await ask(route, verb, standing);
      const name = `${verb} ${route.url}`;
      expect(`${name} ${status}`).toBe(`${name} ${door === "yes" ? 404 : door}`);
    }
  });
});

// One account stands for both standings of a provider.
const accounts = standings.filter((standing) => standing !== "provider_other");
describe.each(accounts)("as %s", (standing) => {
  it("every route that ends a session answers as the table says", async () => {
    const ending = everyRoute().filter(({ route, verb }) => endsSessions(route, verb));
    // Signing out ends the very session that the others are asked with.
    const last = ({ route }: (typeof ending)[number]) => Number(route.url.endsWith("sign-out"));
    for (const { route, verb } of ending.toSorted((a, b) => last(a) - last(b))) {
      const door = answerAtTheDoor(route.config?.access ?? "signed-in", standing);
      const expected = door === "yes" && route.url.includes(":id") ? 404 : door;
      const { status } = await ask(route, verb, standing);
      const name = `${verb} ${route.url}`;
      expect(`${name} ${answerOf(status)}`).toBe(`${name} ${expected}`);
    }
  });
});
