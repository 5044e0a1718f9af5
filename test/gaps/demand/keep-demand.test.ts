import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openDemand } from "../../../server/gaps/demand/keep-demand.ts";
import { SearchEpisodes } from "../../../server/gaps/demand/search-episodes.ts";
import { barrierOf } from "../../../server/gaps/demand/to-search-event.ts";
import type { AnsweredSearch } from "../../../server/matching/answered-search.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const takesGirls = {
  ages: { min: 12, max: 17 },
  genders: { girl: "accepts", boy: "declines" },
  intakeAroundTheClock: true,
} as const;

const harbor = await testApp({
  listings: [
    aListing({
      ...takesGirls,
      key: "open",
      areas: [{ state: "CA" }],
      pools: [{ label: "Beds", reports: [{ hoursAgo: 1, open: 2, total: 6 }] }],
    }),
  ],
  now: new Date("2026-03-02T20:17:43.512Z"),
});
afterAll(() => harbor.close());
beforeEach(async () => {
  await harbor.demand.flush();
  await harbor.database.owner`delete from demand_events`;
  await harbor.database.owner`delete from program_showings`;
});

const program = harbor.ids.get("open")?.programId;
const girl = { age: 15, gender: "girl", from: { zip: "94607" }, circumstances: ["pregnant"] };

const search = async (need: object, who?: string) => {
  const headers = who === undefined ? {} : await harbor.signIn(who);
  const answer = await harbor.app.inject({
    method: "POST",
    url: "/api/matches",
    headers,
    payload: { need },
  });
  expect(answer.statusCode).toBe(200);
};
const events = () => harbor.database.owner<Record<string, string>[]>`select * from demand_events`;

describe("a search that was answered", () => {
  test("is kept in coarse facts: nobody's, to the hour, in bands", async () => {
    await search(girl, "worker");
    await harbor.demand.flush();
    const [event, ...others] = await events();
    expect(others).toEqual([]);
    const { id, ...facts } = event ?? {};
    expect(facts).toEqual({
      ...{ kind: "search", hour: new Date("2026-03-02T20:00:00Z"), asked_by: "worker" },
      ...{ age_band: "14_15", gender: "girl", county: "06001", languages: [] },
      ...{ circumstances: ["pregnant"], found: "ask", barrier: "circumstances:pregnant" },
      ...{ outcome: null, waited: null, decline_reason: null },
    });
    // A version 7 would tell the moment.
    expect(String(id)[14]).toBe("4");
  });

  test("says what it found at best, as far as who asked could see", async () => {
    const plain = { ...girl, circumstances: [] };
    await search(plain, "worker");
    await harbor.demand.flush();
    await search(plain);
    await search({ ...plain, gender: "boy" }, "worker");
    await harbor.demand.flush();
    const found = (await events()).map((event) => `${event["asked_by"]} ${event["found"]}`);
    expect(found.sort()).toEqual(["anonymous fit", "worker none", "worker open_bed"]);
  });

  test("counts, for each program and day, how often it was shown", async () => {
    const older = { ...girl, age: 16 };
    await search(older, "worker");
    await search(older, "worker");
    await harbor.demand.flush();
    await search(older, "worker");
    await search(older);
    await search({ ...older, age: 20 });
    await harbor.demand.flush();
    expect(
      await harbor.database.owner`select program_id, day::text, shown from program_showings`,
    ).toEqual([{ program_id: program, day: "2026-03-02", shown: 2 }]);
  });

  test("the table itself takes no moment finer than an hour", async () => {
    const exact = harbor.database
      .owner`insert into demand_events (kind, hour, asked_by, age_band, found)
      values ('search', '2026-03-02T20:00:00.4Z', 'worker', '14_15', 'none')`;
    await expect(exact).rejects.toThrow("demand_events_whole_hour");
  });
});

const answered: AnsweredSearch = {
  ...{
    at: harbor.clock.now(),
    asker: null,
    askedBy: "worker",
    age: 15,
    gender: null,
    county: "06001",
  },
  ...{ languages: [], circumstances: [], kinds: [], fits: 0, asks: 0, excluded: 9, excludedBy: [] },
  ...{ relaxations: [], bestTier: null, shown: [] },
};

test("what could not be written is written with the next batch", async () => {
  const failures: unknown[] = [];
  let away = true;
  const demand = openDemand(
    {
      ...harbor.database,
      transaction: (work) =>
        away ? Promise.reject(new Error("away")) : harbor.database.transaction(work),
    },
    { onFailure: (error) => failures.push(error) },
  );
  demand.note(answered);
  await demand.flush();
  expect(failures).toHaveLength(1);
  away = false;
  demand.note(answered);
  await demand.stop();
  expect(await events()).toHaveLength(2);
});

describe("what a screen asks by itself", () => {
  const girl = { ...answered, asker: "somebody" };
  const boy = { ...girl, gender: "boy" as const };
  let now = 0;
  const later = (seconds: number) => (now += seconds * 1000);

  test("again every minute, or with a count that changed, is one search", () => {
    const episodes = new SearchEpisodes(() => now);
    const counted = [...episodes.take(girl)];
    for (let minute = 0; minute < 5; minute += 1) {
      later(60);
      counted.push(...episodes.settle(), ...episodes.take(girl));
    }
    expect(counted).toEqual([girl]);
  });

  test("while somebody types is no search", () => {
    const episodes = new SearchEpisodes(() => now);
    episodes.take({ ...girl, age: 1 });
    later(1);
    expect(episodes.take(girl)).toEqual([]);
    later(30);
    expect(episodes.take(boy)).toEqual([girl]);
    expect(episodes.settle(true)).toEqual([boy]);
  });

  test("the next night is another search, and so is another person's", () => {
    const episodes = new SearchEpisodes(() => now);
    episodes.take(girl);
    expect(episodes.settle(true)).toEqual([girl]);
    episodes.take({ ...girl, asker: "else" });
    expect(episodes.settle(true)).toHaveLength(1);
    later(13 * 3600);
    episodes.take(girl);
    expect(episodes.settle(true)).toEqual([girl]);
  });
});

describe("what stands most in the way", () => {
  const drop = (criterion: "gender" | "age" | "area", fits: number) => ({
    criterion,
    change: { drop: true },
    fits,
  });

  test("is what most programs would fit without", () => {
    expect(barrierOf({ ...answered, relaxations: [drop("age", 1), drop("gender", 3)] })).toBe(
      "gender",
    );
  });

  test("is what programs decide before where they are", () => {
    const relaxations = [drop("area", 900), drop("age", 1)];
    expect(barrierOf({ ...answered, relaxations })).toBe("age");
    expect(barrierOf({ ...answered, relaxations: [drop("area", 900)] })).toBe("area");
  });

  test("is nothing where something fits, or where no single one would help", () => {
    expect(barrierOf({ ...answered, fits: 1, relaxations: [drop("age", 2)] })).toBeNull();
    expect(barrierOf(answered)).toBeNull();
  });
});
