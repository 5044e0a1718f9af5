import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { trainingListings } from "../../seed/training.ts";
import { examples } from "../../server/examples.ts";
import { buildWeb } from "../../server/start/build-web.ts";
import type { MatchAnswer, ProgramList } from "../../web/api/schema.ts";
import {
  canaries,
  cookieOf,
  exported,
  listenLive,
  lookBehind,
  lookEverywhere,
  plant,
  seekers,
  truePoint,
  type Planted,
  type Seeker,
} from "./canary.ts";

// Thousands of questions, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let test: Planted;
beforeAll(async () => {
  test = await plant();
});
afterAll(() => test.close());

const search = async (planted: Planted, seeker: Seeker, query: string): Promise<ProgramList> =>
  (
    await planted.app.inject({
      url: `/api/programs?${query}`,
      headers: await cookieOf(planted, seeker),
    })
  ).json();

const match = async (planted: Planted, seeker: Seeker, need: object): Promise<MatchAnswer> =>
  (
    await planted.app.inject({
      ...{ method: "POST", url: "/api/matches", payload: { need, limit: 100 } },
      headers: await cookieOf(planted, seeker),
    })
  ).json();

const [first, second] = canaries.map(({ listing }) => listing);
const idOf = (planted: Planted, listing: typeof first) =>
  planted.ids.get(listing?.key ?? "")?.programId;

/** Places all over the county and far beyond, the same in every run. */
const places = (count: number) => {
  const dice = xoroshiro128plus(417);
  const between = (low: number, high: number) => low + uniformFloat64(dice) * (high - low);
  return Array.from({ length: count }, (_, n) => {
    const [south, north, west, east] =
      n % 3 === 0 ? [33, 42, -124, -114] : [37.4, 38, -122.4, -121.4];
    return { lat: between(south, north), lon: between(west, east), miles: between(1, 60) };
  });
};

/**
 * Asks `count` times from different places how far the twins are, in the directory and in matches,
 * and within what reach they are. Answers where the two, who lie 20 miles apart, were told apart.
 */
const locate = async (planted: Planted, seeker: Seeker, count: number) => {
  const told: string[] = [];
  let seen = 0;
  const twins = [idOf(planted, first), idOf(planted, second)];
  const compare = (where: string, found: { id: string; miles: unknown }[]) => {
    const [a, b] = twins.map((id) => found.find((one) => one.id === id));
    if (a && b) seen++;
    if (a?.miles !== b?.miles || (a === undefined) !== (b === undefined)) told.push(where);
  };
  for (const [n, { lat, lon, miles }] of places(count).entries()) {
    if (n % 2 === 0) {
      const reach = n % 4 === 0 ? "" : `&within_miles=${miles.toFixed(1)}`;
      const near = `near=${lat.toFixed(5)},${lon.toFixed(5)}&sort=distance&limit=100${reach}`;
      const { items } = await search(planted, seeker, near);
      compare(
        near,
        items.map(({ id, distance_miles }) => ({ id, miles: distance_miles })),
      );
    } else {
      const avoid = n % 3 === 0 ? [{ zip: "94541", miles: Math.round(miles) }] : [];
      const need = { age: 15, from: { lat, lon }, avoid };
      const { matches } = await match(planted, seeker, need);
      const found = matches.map(({ program, distance_miles, tier, criteria }) => ({
        id: program.id,
        miles: JSON.stringify([distance_miles, tier, criteria]),
      }));
      compare(JSON.stringify(need), found);
    }
  }
  return { told, seen };
};

const filters = ["", "county=06001", "state=CA", "kind=safe_house", "q=shelter", "q=Zephyrine"];
const reaches = filters.map((filter) => `${filter}&near=94541&within_miles=30`);

/** Filters whose totals or facets count a program that the answer does not show. */
const miscounts = async (planted: Planted, seeker: Seeker): Promise<string[]> => {
  const wrong: string[] = [];
  for (const filter of [...filters, ...reaches]) {
    const { total, items, facets } = await search(planted, seeker, `${filter}&limit=100`);
    const most = Math.max(
      0,
      ...Object.values(facets)
        .flat()
        .map(({ programs }) => programs),
    );
    const all = await search(planted, seeker, "limit=100");
    if (total !== items.length || most > all.items.length) wrong.push(filter);
  }
  return wrong;
};

it("asks exports in ways that an analyst is answered", async () => {
  const headers = await test.signIn("analyst");
  for (const { path: url } of exported()) {
    expect((await test.app.inject({ url, headers })).statusCode, url).toBe(200);
  }
});

describe.each(seekers)("as %s", (seeker) => {
  it("no route tells what is hidden of a confidential site", async () => {
    expect(await lookEverywhere(test, seeker)).toEqual([]);
  });

  it("the live stream tells nothing of it either", async () => {
    expect(await listenLive(test, seeker)).toEqual([]);
  });

  it("no filter counts what it does not show", async () => {
    expect(await miscounts(test, seeker)).toEqual([]);
  });
});

describe("where a confidential site is", () => {
  it("a thousand distances from different places do not tell", async () => {
    const { told, seen } = await locate(test, "worker", 1000);
    expect(told).toEqual([]);
    expect(seen).toBeGreaterThan(600);
  });

  it.each(["provider", "analyst", "steward", "administrator"] as const)(
    "%s cannot measure either",
    async (seeker) => expect((await locate(test, seeker, 60)).told).toEqual([]),
  );
});

it("neither the log nor the mail nor the search's tables nor the audit hold a mark", async () => {
  expect(test.logged.length).toBeGreaterThan(100);
  expect(test.mailed.length).toBeGreaterThan(0);
  expect(await lookBehind(test)).toEqual([]);
});

it("neither the examples nor the built web app hold a true address of the training data", async () => {
  const web = await buildWeb(fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, ""));
  const files = (await readdir(web, { recursive: true })).filter((name) =>
    /\.(js|css|html|json|svg)$/.test(name),
  );
  const texts = await Promise.all(files.map((name) => readFile(join(web, name), "utf8")));
  const all = [...texts, JSON.stringify(examples)].join("\n");
  const addresses = trainingListings(new Date()).flatMap(({ site }) => site?.trueAddress ?? []);
  expect(addresses.length).toBeGreaterThan(2);
  for (const { address } of addresses) expect(all.includes(address), address).toBe(false);
});

describe("the canaries are heard", () => {
  it("where a site's true place lies open", async () => {
    const leaking = await plant();
    const [, one] = canaries;
    if (!one) throw new Error("There is no second canary.");
    const { lat, lon } = truePoint(one);
    await leaking.database.owner`
      update sites set visibility = 'partners', address = 'Quillfeatherlane', lat = ${lat}, lon = ${lon}
      where id = ${leaking.ids.get(second?.key ?? "")?.siteId ?? ""}`;
    const found = await lookEverywhere(leaking, "worker");
    expect(found.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["address Quillfeatherlane", `latitude ${lat}`]),
    );
    await leaking.close();
  });

  it("where the catalogue knows the true point", async () => {
    const leaking = await plant({
      catalogue: (real) => {
        for (const id of [...real.index.ids()]) {
          const facts = real.index.find(id);
          const one = canaries.find(({ listing }) => listing.name === facts?.name);
          if (!facts?.site || !one) continue;
          real.index.put({
            ...facts,
            site: { ...facts.site, visibility: "partners", ...truePoint(one) },
          });
        }
        return real;
      },
    });
    expect((await locate(leaking, "worker", 20)).told).not.toEqual([]);
    await leaking.close();
  });

  it("where the search forgets whose listings are hidden", async () => {
    const leaking = await plant({
      engine: (real) => ({
        name: real.name,
        search: (query) =>
          real.search({
            ...query,
            access: { ...query.access, visibilities: ["public", "partners", "confidential"] },
          }),
      }),
    });
    expect(await miscounts(leaking, "anonymous")).not.toEqual([]);
    await leaking.close();
  });

  it("where the log repeats an address that was revealed", async () => {
    const leaking = await plant();
    const answer = await leaking.app.inject({
      ...{ method: "POST", url: `/api/programs/${idOf(leaking, first)}/address/reveal` },
      ...{ headers: await leaking.signIn("steward"), payload: { reason: "legal_order" } },
    });
    expect(await lookBehind(leaking)).toEqual([]);
    leaking.app.log.info(answer.json<object>(), "revealed");
    expect(await lookBehind(leaking)).toContainEqual({
      ...{ where: "the log", what: "address Zephyrinelane" },
    });
    await leaking.close();
  });
});
