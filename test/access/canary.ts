import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "uuid";
import type { Listing } from "../../seed/listing.ts";
import { locateZip } from "../../seed/locate-site.ts";
import type { Standing } from "../../server/access/disclosure.ts";
import { examples } from "../../server/examples.ts";
import { readEvents } from "../live/event-reader.ts";
import { testApp, type TestApp, type TestAppOptions } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

/** Who looks for the canaries; one account stands for a provider towards its own and others'. */
export type Seeker = Exclude<Standing, "provider_own" | "provider_other"> | "provider";
export const seekers: readonly Seeker[] = [
  "anonymous",
  "worker",
  "provider",
  "analyst",
  "steward",
  "administrator",
];

const pools = [{ label: "All", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];

interface Canary {
  listing: Listing;
  own: boolean;
}

const canary = (mark: string, zip: string, phone: string, own = false): Canary => ({
  own,
  listing: aConfidentialListing({
    name: `Shelter ${mark}name`,
    aliases: [`Alias ${mark}name`],
    organization: { name: `Organization of ${mark}name` },
    phone: `${phone}1`,
    intakePhone: `${phone}2`,
    nightPhone: `${phone}3`,
    site: {
      visibility: "confidential",
      countyFips: "06001",
      state: "CA",
      trueAddress: { address: `7 ${mark}lane`, city: `${mark}ville`, zip },
    },
    pools,
  }),
});

/** Twins tell the same of themselves and lie in different corners of one county. */
export const canaries = [
  canary("Zephyrine", "94541", "510-555-017"),
  canary("Quillfeather", "94550", "510-555-018"),
  canary("Marshwiggle", "94702", "510-555-019", true),
];
const open = aListing({ pools });

/** A mark, as it would look wherever it leaks. */
interface Mark {
  what: string;
  pattern: RegExp;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const exactly = (what: string, text: string): Mark => ({
  what: `${what} ${text}`,
  pattern: new RegExp(`(?<![\\w.-])${escaped(text)}(?![\\w])`, "i"),
});
const anywhere = (what: string, text: string): Mark => ({
  what: `${what} ${text}`,
  pattern: new RegExp(escaped(text), "i"),
});

/** What of a canary nobody learns but by an act of its own. */
export const placeMarks = ({ listing }: Canary): Mark[] => {
  const { address = "", city = "", zip = "" } = listing.site?.trueAddress ?? {};
  const { lat, lon } = locateZip(zip).point;
  return [
    ...[anywhere("address", address.slice(2)), anywhere("town", city), exactly("ZIP", zip)],
    ...[exactly("latitude", String(lat)), exactly("longitude", String(lon))],
    anywhere("own telephone", listing.phone ?? ""),
  ];
};

/** What of a canary this seeker may not learn from any route. */
const marksFor = (seeker: Seeker, one: Canary): Mark[] => {
  const { listing, own } = one;
  const isOwn = seeker === "provider" && own;
  const callers = seeker === "worker" || seeker === "steward" || isOwn;
  const knows = callers || seeker === "analyst" || seeker === "administrator";
  return [
    // Whoever leads a program keeps its numbers true and so reads the one that nobody is shown.
    ...placeMarks(one).filter(({ what }) => !isOwn || !what.startsWith("own telephone")),
    ...(callers
      ? []
      : [
          anywhere("intake telephone", listing.intakePhone ?? ""),
          anywhere("night telephone", listing.nightPhone ?? ""),
        ]),
    ...(knows ? [] : [anywhere("name", listing.name)]),
  ];
};

export interface Finding {
  where: string;
  what: string;
}

const findIn = (where: string, text: string, marks: readonly Mark[]): Finding[] =>
  marks.filter(({ pattern }) => pattern.test(text)).map(({ what }) => ({ where, what }));

export interface Planted extends TestApp {
  base: string;
  logged: string[];
  /** What a worker who is none of the seekers was promised at the canary that has staff. */
  promised: { requestId: string; holdId: string };
}

const ask = async (test: TestApp, as: string, url: string, payload: object = {}) => {
  const headers = { ...(await test.signIn(as)), "idempotency-key": v7() };
  const answer = await test.app.inject({ method: "POST", url, headers, payload });
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
  return answer.json<{ id: string; holds: { id: string }[] }>();
};

/** A worker who is none of the seekers. */
const promisee = "worker2@training.test";

/** Has a bed promised at the canary that has staff, and the notices of that sent. */
const promise = async (test: TestApp): Promise<Planted["promised"]> => {
  const listing = canaries.find(({ own }) => own)?.listing;
  const program_id = test.ids.get(listing?.key ?? "")?.programId;
  const need = { age: 15, gender: "girl" };
  const programs = [{ program_id, enquiry: true }];
  const { id, holds } = await ask(test, promisee, "/api/requests", { need, programs });
  const holdId = holds[0]?.id ?? "missing";
  await ask(test, "provider", `/api/holds/${holdId}/accept`);
  const { headers } = { headers: await test.signIn(promisee) };
  const address = await test.app.inject({ url: `/api/programs/${program_id}/address`, headers });
  const { city = "" } = listing?.site?.trueAddress ?? {};
  if (!address.body.includes(city)) throw new Error(`No address is promised: ${address.body}`);
  await test.runJobs();
  return { requestId: id, holdId };
};

/** The whole app with canaries in it, behind a real socket, its log kept. */
export const plant = async (options: TestAppOptions = {}): Promise<Planted> => {
  const logged: string[] = [];
  const test = await testApp({
    listings: [...canaries.map(({ listing }) => listing), open],
    staffed: [...canaries.filter(({ own }) => own).map(({ listing }) => listing.key), open.key],
    config: { logLevel: "trace", rateLimitPerMinute: 1_000_000 },
    logSink: { write: (line) => void logged.push(line) },
    ...options,
  });
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = test.app.server.address() as AddressInfo;
  const promised = await promise(test);
  return { ...test, logged, promised, base: `http://127.0.0.1:${port}` };
};

export const cookieOf = async (test: TestApp, seeker: Seeker) =>
  seeker === "anonymous" ? {} : await test.signIn(seeker);

interface Question {
  method: string;
  path: string;
  body?: string;
}

/** Ids of what a route is about: the canaries, or what was promised at one. */
const idsOf = ({ ids, promised }: Planted, url: string): string[] => {
  if (!url.includes(":id")) return [""];
  if (url.startsWith("/api/requests/")) return [promised.requestId];
  if (url.startsWith("/api/holds/")) return [promised.holdId];
  return canaries.map(({ listing }) => ids.get(listing.key)?.programId ?? "missing");
};

// Beside the true points and never on them: an answer repeats where it was asked from.
const origins = ["37.70,-122.05", "37.65,-121.70", "37.85,-122.30", "94607", "county:06001"];

const searches = (): Question[] => {
  const words = canaries.flatMap(({ listing }) => {
    const { address = "", city = "", zip = "" } = listing.site?.trueAddress ?? {};
    return [address, city, zip, listing.name, listing.name.slice(0, 10), listing.phone ?? ""];
  });
  const queries = [
    ...words.map((word) => `q=${encodeURIComponent(word)}`),
    ...origins.flatMap((near) => [
      `near=${near}&sort=distance&limit=100`,
      `near=${near}&within_miles=5`,
      `near=${near}&within_miles=40&kind=safe_house`,
    ]),
    ...["county=06001", "state=CA", "kind=safe_house", "sort=freshness", "sort=name&limit=1"],
  ];
  return queries.map((query) => ({ method: "GET", path: `/api/programs?${query}` }));
};

const matches = (): Question[] =>
  ["94607", "94588", "94710"].flatMap((zip) => {
    const need = { age: 15, from: { zip } };
    const avoid = [{ zip: "94607", miles: 20 }];
    const kinds = ["safe_house"];
    return ["/api/matches", "/api/matches/excluded"].flatMap((path) =>
      [need, { ...need, avoid }, { ...need, kinds, within_miles: 10 }].map((asked) => ({
        ...{ method: "POST", path },
        body: JSON.stringify({ need: asked, limit: path.endsWith("ed") ? 50 : 100 }),
      })),
    );
  });

/** What leaves as a file, on the map or in figures over all programs, asked in ways that are answered. */
export const exported = (): Question[] =>
  [
    ...["csv", "geojson"].map((format) => `coverage/export?format=${format}&profile=girl_13`),
    ...["demand", "inventory"].map((what) => `${what}/export?format=csv`),
    "inventory?by=county&by=kind&by=gender",
    ...["programs", "programs?state=CA"],
  ].map((path) => ({ method: "GET", path: `/api/gaps/${path}` }));

const bad: Question[] = [
  { method: "GET", path: "/api/programs/Shelter" },
  { method: "GET", path: "/api/programs?near=nowhere" },
  { method: "GET", path: "/api/programs?cursor=x" },
  { method: "POST", path: "/api/matches", body: '{"need":{"age":-1}}' },
  { method: "POST", path: "/api/matches", body: "{" },
  { method: "PATCH", path: "/api/programs" },
];

/** What a seeker may see by an act of its own, or what would end its session: not asked. */
const isSkipped = (seeker: Seeker, method: string, url: string): boolean =>
  (seeker === "steward" && url.endsWith("/reveal")) ||
  (seeker === "provider" && (url.endsWith("/address") || url.startsWith("/api/holds/"))) ||
  method === "DELETE" ||
  url.endsWith("sign-out") ||
  url === "/api/live";

/** Every registered route: those about one thing for each canary; bodies as in the examples. */
const registered = (test: Planted, seeker: Seeker): Question[] =>
  test.app.registeredRoutes.flatMap(({ method, url, schema }) =>
    [method]
      .flat()
      .filter((verb) => verb !== "HEAD" && !isSkipped(seeker, verb, url))
      .flatMap((verb) =>
        idsOf(test, url).map((id) => {
          const { operationId = "", body } = schema ?? {};
          const path = url.replace(":id", id).replace("*", "swagger-ui.css");
          const sent = url.includes(":id") ? examples[operationId]?.request : {};
          return {
            method: verb,
            path,
            ...(body === undefined ? {} : { body: JSON.stringify(sent) }),
          };
        }),
      ),
  );

/** Asks everything that can be asked, and answers what of the canaries was found in the answers. */
export const lookEverywhere = async (test: Planted, seeker: Seeker): Promise<Finding[]> => {
  const headers = await cookieOf(test, seeker);
  const marks = canaries.flatMap((one) => marksFor(seeker, one));
  const questions = [...registered(test, seeker), ...searches(), ...matches()];
  questions.push(...exported(), ...bad);
  const findings: Finding[] = [];
  for (const { method, path, body } of questions) {
    const answer = await fetch(test.base + path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const told = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    findings.push(...findIn(`${method} ${path}`, `${told}\n${await answer.text()}`, marks));
  }
  return findings;
};

/** Follows the live stream as the seeker while a provider's counts change. */
export const listenLive = async (test: Planted, seeker: Seeker): Promise<Finding[]> => {
  if (seeker === "anonymous") return [];
  const reader = await readEvents(`${test.base}/api/live`, await cookieOf(test, seeker));
  const staffed = canaries.find(({ own }) => own)?.listing.key ?? "";
  for (const [key, beds] of [
    [staffed, 1],
    [staffed, 3],
    [open.key, 2],
  ] as const) {
    const listed = test.ids.get(key);
    await test.app.inject({
      ...{ method: "POST", url: `/api/programs/${listed?.programId}/bed-reports` },
      headers: await test.signIn("provider"),
      payload: { pools: [{ pool_id: listed?.poolIds["All"], open: beds }] },
    });
  }
  const arriving_at = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
  await ask(test, promisee, `/api/holds/${test.promised.holdId}/extend`, { arriving_at });
  const last = test.ids.get(open.key)?.programId;
  await reader.until(({ data }) => (data as { program_id?: string }).program_id === last);
  await pause(50);
  reader.leave();
  const marks = canaries.flatMap((one) => marksFor(seeker, one));
  return findIn("the live stream", reader.raw, marks);
};

/** What stands in the log, in what was mailed, and in every table that may hold no place. */
export const lookBehind = async (test: Planted): Promise<Finding[]> => {
  const marks = canaries.flatMap(placeMarks);
  const names = canaries.map(({ listing }) => anywhere("name", listing.name));
  const tables = ["search_documents", "search_words", "search_state", "audit_entries"];
  tables.push("notices", "hold_history", "pgboss.job");
  const rows = await Promise.all(
    tables.map(async (table) => {
      const found = await test.database.owner.unsafe(
        `select to_jsonb(t)::text as row from ${table} t`,
      );
      return findIn(table, found.map((row) => String(row["row"])).join("\n"), marks);
    }),
  );
  return [
    ...rows.flat(),
    ...findIn("the log", test.logged.join(""), [...marks, ...names]),
    ...findIn("the mail", JSON.stringify(test.mailed), [...marks, ...names]),
  ];
};

/** Where the canary truly is. */
export const truePoint = ({ listing }: Canary) =>
  locateZip(listing.site?.trueAddress?.zip ?? "").point;
