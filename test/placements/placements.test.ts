import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { bedPools, holds, programs, requests } from "../../db/schema/index.ts";
import type { BedReportAnswer } from "../../server/availability/contract.ts";
import { expireHolds } from "../../server/placements/expire-holds.ts";
import type { PlacementRequest, PlacementRequestList } from "../../server/placements/contract.ts";
import { changeOf, readEvents } from "../live/event-reader.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";
import { firstOf, minutes, noon, openPlacements } from "./asking.ts";

const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const near = aListing({ pools });
const far = aListing({ pools });
const others = aListing({ pools });
const secret = aConfidentialListing({ pools });
const uncounted = aListing({ pools: [{ label: "Girls" }] });
const office = aListing({ kind: "legal" });
const boysOnly = aListing({ pools, genders: { girl: "declines", boy: "accepts" } });
const harbor = await openPlacements({
  listings: [near, far, others, secret, uncounted, office, boysOnly],
  staffed: [near.key, far.key, uncounted.key, boysOnly.key],
});
afterAll(() => harbor.close());

const { ask, placed, move, moved, openOf, matchedOf, report, readRequest, send, idOf } = harbor;

/** Nobody has asked anybody yet, and every count is as the listing said. */
beforeEach(async () => {
  harbor.clock.set(noon);
  const { owner } = harbor.database;
  await owner`truncate requests, idempotency_keys cascade`;
  await owner`update bed_pools set open = 2, observed_at = ${minutes(-60).toISOString()}
    where open is not null`;
});

const stored = () => harbor.database.read.select().from(holds);

/** A request that `key` has accepted, and its hold. */
const accepted = async (keys: string[], key = firstOf(keys)) => {
  const request = await placed(keys);
  const hold = request.holds.find(({ program }) => program.id === idOf(key));
  return { request, hold: await moved(hold?.id ?? "", "accept", "provider") };
};

describe("asking", () => {
  test("claims a bed that a fresh count shows open, and shows it taken everywhere", async () => {
    expect(await openOf(near.key)).toBe(2);
    const request = await placed([near.key]);
    expect(request.reference).toMatch(/^[A-Z]{3,10}-\d{3}$/);
    expect(request).toMatchObject({
      open: true,
      need: { age: 15, gender: "girl", circumstances: [], county: null },
    });
    expect(firstOf(request.holds)).toMatchObject({
      ...{ state: "waiting", claims_bed: true, enquiry: null, may: ["release"] },
      expires_at: minutes(30).toISOString(),
      pool: { id: harbor.poolOf(near.key), label: "Girls" },
    });
    expect(firstOf(await harbor.pagePools(near.key))).toMatchObject({
      ...{ open: 1, empty: 2, promised: 1 },
    });
    await expect.poll(() => matchedOf(near.key)).toBe(1);
    const list = await send("GET", `/api/programs?q=${encodeURIComponent(near.name)}`, "worker");
    const found = list.json<{ items: { id: string; beds: { open: number } }[] }>().items;
    expect(found.find(({ id }) => id === idOf(near.key))?.beds.open).toBe(1);
  });

  test.each([
    ["never counted", uncounted.key, undefined, "no_count"],
    [
      "counted over twelve hours ago",
      near.key,
      { observedAt: minutes(-12 * 60 - 1) },
      "stale_count",
    ],
    ["full", near.key, { open: 0 }, "full"],
  ])("a program that was %s is an enquiry that claims nothing", async (_why, key, set, enquiry) => {
    const pool = harbor.poolOf(key);
    if (set) {
      await harbor.database.transaction(async (tx) => {
        await tx.update(bedPools).set(set).where(eq(bedPools.id, pool));
      });
    }
    const request = await placed([key]);
    expect(firstOf(request.holds)).toMatchObject({ claims_bed: false, pool: null, enquiry });
    expect(firstOf(await harbor.pagePools(key)).promised).toBe(0);
  });

  test("keeps of the need codes and the county, and nothing finer", async () => {
    const { id, need: kept } = await placed([near.key], {
      need: {
        ...{ age: 15, gender: "girl" as const, languages: ["spa"], circumstances: ["pregnant"] },
        ...{ from: { zip: "94612" }, avoid: [{ zip: "94541", miles: 3 }] },
      },
    });
    expect(kept).toEqual({
      ...{ age: 15, gender: "girl", languages: ["spa"], interpreter: true },
      circumstances: ["pregnant"],
      county: { fips: "06001", name: "Alameda", state: "CA" },
    });
    const [row] = await harbor.database.read.select().from(requests).where(eq(requests.id, id));
    expect(JSON.stringify(row)).not.toMatch(/94612|94541/);
  });

  test("gives staff what decides, and no word that a worker typed", async () => {
    const request = await placed([near.key, far.key]);
    const { total, items } = await harbor.incoming(near.key);
    expect(total).toBe(1);
    expect(firstOf(items)).toMatchObject({
      hold: { reference: request.reference, may: ["accept", "decline"] },
      need: { age: 15, gender: "girl" },
      asked_by: {
        name: "Training worker",
        organization: "Lantern County Child Welfare (training, fictional)",
      },
    });
  });
});

describe("what cannot be asked, changes nothing", () => {
  const pathOf = (answer: { json: () => unknown }) =>
    (answer.json() as { errors?: { path: string }[] }).errors?.[0]?.path;

  test.each([
    ["four programs", [near.key, far.key, others.key, secret.key], 400, "invalid_input"],
    ["the same one twice", [near.key, near.key], 400, "invalid_input"],
    ["none", [], 400, "invalid_input"],
    ["a pool of another program", [{ program_id: "near", pool_id: "far" }], 400, "invalid_input"],
    ["a program that is not there", [{ program_id: v7() }], 404, "not_found"],
    ["a program without beds", [near.key, office.key], 409, "without_beds"],
    ["a program whose listing excludes the need", [boysOnly.key], 409, "need_excluded"],
  ])("%s", async (_what, given, status, code) => {
    const asked = given.map((one) =>
      typeof one === "object" && one.program_id === "near"
        ? { program_id: idOf(near.key), pool_id: harbor.poolOf(far.key) }
        : one,
    );
    const answer = await ask(asked);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    expect(await stored()).toEqual([]);
    if (code === "invalid_input") expect(pathOf(answer)).toMatch(/^body\/programs/);
  });

  test.each([
    ["intake_paused", { intakePausedUntil: minutes(60) }, { intakePausedUntil: null }],
    ["program_inactive", { status: "inactive" }, { status: "active" }],
  ] as const)("%s", async (code, set, unset) => {
    const change = (values: typeof set | typeof unset) =>
      harbor.database.transaction(async (tx) => {
        await tx
          .update(programs)
          .set(values)
          .where(eq(programs.id, idOf(near.key)));
      });
    await change(set);
    const answer = await ask([near.key, far.key]);
    await change(unset);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, code]);
    expect(await stored()).toEqual([]);
  });

  test("an excluded need may be asked as an enquiry, and says what excludes it", async () => {
    const request = await placed([{ program_id: idOf(boysOnly.key), enquiry: true }]);
    expect(firstOf(request.holds)).toMatchObject({
      ...{ claims_bed: false, enquiry: "excluded", excluded_by: ["gender"] },
    });
  });

  test("a sixth hold of one worker", async () => {
    await placed([near.key, far.key, others.key]);
    await placed([near.key, far.key]);
    const answer = await ask([others.key]);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      409,
      "too_many_holds",
    ]);
    expect(await stored()).toHaveLength(5);
    await placed([others.key], { as: "worker2@training.test" });
    harbor.clock.set(minutes(30));
    await placed([others.key]);
  });
});

describe("an Idempotency-Key", () => {
  test("is needed", async () => {
    const body = { need: { age: 15 }, programs: [{ program_id: idOf(near.key) }] };
    const answer = await send("POST", "/api/requests", "worker", body);
    expect(answer.statusCode).toBe(400);
  });

  test("gives a repeat the first answer, and another body none", async () => {
    const key = v7();
    const first = await placed([near.key], { key });
    harbor.clock.set(minutes(45));
    expect(await placed([near.key], { key })).toEqual(first);
    const other = await ask([far.key], { key });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([
      409,
      "idempotency_key_reused",
    ]);
    expect(await stored()).toHaveLength(1);
  });

  test("of two at once places one request", async () => {
    const key = v7();
    const [a, b] = await Promise.all([placed([near.key], { key }), placed([near.key], { key })]);
    expect(a).toEqual(b);
    expect(await stored()).toHaveLength(1);
  });
});

describe("accepting", () => {
  test("keeps the bed for ninety minutes and releases the other waiting holds", async () => {
    const { request, hold } = await accepted([near.key, far.key, others.key]);
    expect(hold).toMatchObject({
      ...{ state: "accepted", claims_bed: true, expires_at: minutes(90).toISOString() },
      may: ["release", "arrive", "no_show"],
    });
    const { holds: now } = await readRequest(request.id);
    expect(now.map(({ state }) => state)).toEqual(["accepted", "released", "released"]);
    expect(now[1]?.history.at(-1)).toMatchObject({ move: "yield", by: "rule" });
    expect([await openOf(near.key), await openOf(far.key)]).toEqual([1, 2]);
  });

  test("a second time says who was first", async () => {
    const { request, hold } = await accepted([near.key, far.key]);
    const again = await move(hold.id, "accept", "provider");
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: "hold_moved", state: "accepted" });
    expect(again.json<{ detail: string }>().detail).toContain("Training provider");
    const late = await move(request.holds[1]?.id ?? "", "accept", "provider");
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({ code: "accepted_elsewhere", state: "released" });
    expect(late.json<{ detail: string }>().detail).toContain(near.name);
  });

  test("by two programs at once is done by one", async () => {
    const request = await placed([near.key, far.key]);
    const answers = await Promise.all(
      request.holds.map(({ id }) => move(id, "accept", "provider")),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    const { holds: now } = await readRequest(request.id);
    expect(now.map(({ state }) => state).toSorted()).toEqual(["accepted", "released"]);
  });

  test("by two of the staff at once is done by one, and the other reads that it has moved", async () => {
    const request = await placed([near.key]);
    const { id } = firstOf(request.holds);
    const [first, second] = (
      await Promise.all([1, 2].map(() => move(id, "accept", "provider")))
    ).toSorted((a, b) => a.statusCode - b.statusCode);
    expect(first?.json()).toMatchObject({ id, state: "accepted", claims_bed: true });
    expect(second?.statusCode).toBe(409);
    expect(second?.json()).toMatchObject({ code: "hold_moved" });
    const told = await harbor.database.owner`
      select move from hold_history where hold_id = ${id} order by at, move`;
    expect(told.filter((row) => row["move"] === "accept")).toHaveLength(1);
  });

  test("an enquiry promises a bed, which the next count does not give away again", async () => {
    const { hold } = await accepted([uncounted.key]);
    expect(hold).toMatchObject({ claims_bed: true, enquiry: "no_count" });
    await report(uncounted.key, 1);
    expect(await openOf(uncounted.key)).toBe(0);
    const { owner } = harbor.database;
    await owner`update bed_pools set open = null, total = null, kept_for_missing = null,
      observed_at = null, received_at = null, source = null
      where program_id = ${idOf(uncounted.key)}`;
  });
});

describe("what ends a hold gives its bed back at once", () => {
  test.each([
    ["decline", "provider", { reason: "staffing" }, "declined"],
    ["release", "worker", undefined, "released"],
  ])("%s of a waiting one by %s", async (name, as, body, state) => {
    const request = await placed([near.key]);
    expect(await openOf(near.key)).toBe(1);
    const hold = await moved(firstOf(request.holds).id, name, as, body);
    expect(hold).toMatchObject({ state, claims_bed: false, may: [] });
    expect(await openOf(near.key)).toBe(2);
    await expect.poll(() => matchedOf(near.key)).toBe(2);
    expect((await readRequest(request.id)).open).toBe(false);
  });

  test.each([
    ["release", "worker", "released"],
    ["release", "provider", "released"],
    ["no-show", "provider", "no_show"],
  ])("%s of an accepted one by %s", async (name, as, state) => {
    const { hold } = await accepted([near.key]);
    expect(await moved(hold.id, name, as)).toMatchObject({ state, claims_bed: false });
    expect(await openOf(near.key)).toBe(2);
  });

  test("a decline keeps its coded reason, and the circumstance where that is it", async () => {
    const request = await placed([near.key, far.key]);
    const [first, second] = request.holds.map(({ id }) => id);
    const circumstance = { reason: "circumstance", circumstance: "fire_setting" };
    const wrong = [{ reason: "circumstance" }, { reason: "full", circumstance: "pregnant" }];
    for (const body of [...wrong, { reason: "because" }]) {
      expect((await move(first ?? "", "decline", "provider", body)).statusCode).toBe(400);
    }
    expect((await moved(first ?? "", "decline", "provider", circumstance)).decline).toEqual(
      circumstance,
    );
    const full = await moved(second ?? "", "decline", "provider", { reason: "full" });
    expect(full.decline).toEqual({ reason: "full", circumstance: null });
  });
});

describe("by the clock", () => {
  test("a hold that nobody answered has expired, with no job running", async () => {
    const request = await placed([near.key]);
    harbor.clock.set(minutes(30));
    expect(await openOf(near.key)).toBe(2);
    expect(await matchedOf(near.key)).toBe(2);
    const read = await readRequest(request.id);
    expect(read.open).toBe(false);
    expect(firstOf(read.holds)).toMatchObject({
      ...{ state: "expired", claims_bed: false, may: [], ended_at: minutes(30).toISOString() },
    });
    const late = await move(firstOf(request.holds).id, "accept", "provider");
    expect([late.statusCode, late.json<{ state: string }>().state]).toEqual([409, "expired"]);
  });

  test("its bed is open in a count's answer and on live screens too, with no job running", async () => {
    const { holds } = await placed([near.key]);
    const origin = await harbor.app.listen({ host: "127.0.0.1", port: 0 });
    const screen = await readEvents(`${origin}/api/live`, { ...(await harbor.signIn("worker")) });
    await screen.until(({ event }) => event === "hello");
    const count = async () => {
      const body = { pools: [], unchanged: true };
      const path = `/api/programs/${idOf(near.key)}/bed-reports`;
      const [pool] = (await send("POST", path, "provider", body)).json<BedReportAnswer>().pools;
      return { open: pool?.open, promised: pool?.promised };
    };
    harbor.clock.set(minutes(29));
    expect(await count()).toEqual({ open: 1, promised: 1 });
    await screen.until(changeOf(idOf(near.key), 1));
    harbor.clock.set(minutes(30));
    expect(await count()).toEqual({ open: 2, promised: 0 });
    await screen.until(changeOf(idOf(near.key), 2));
    screen.leave();
    const [kept] = await harbor.database.owner<{ state: string }[]>`
      select state from holds where id = ${firstOf(holds).id}`;
    // Nothing has written it down.
    expect(kept?.state).toBe("waiting");
  });

  test("an accepted bed is kept for ninety minutes, and longer when the arrival is announced", async () => {
    const { hold } = await accepted([near.key]);
    harbor.clock.set(minutes(80));
    const body = { arriving_at: minutes(120).toISOString() };
    const longer = await moved(hold.id, "extend", "worker", body);
    expect(longer.expires_at).toBe(minutes(150).toISOString());
    const back = await moved(hold.id, "extend", "worker", {
      arriving_at: minutes(85).toISOString(),
    });
    expect(back.expires_at).toBe(longer.expires_at);
    harbor.clock.set(minutes(149));
    expect(await openOf(near.key)).toBe(1);
    harbor.clock.set(minutes(150));
    expect(await openOf(near.key)).toBe(2);
    expect((await move(hold.id, "arrive", "worker")).statusCode).toBe(409);
  });

  test.each([minutes(-10), minutes(25 * 60)])("no bed is kept for an arrival at %s", async (at) => {
    const { hold } = await accepted([near.key]);
    const body = { arriving_at: at.toISOString() };
    expect((await move(hold.id, "extend", "worker", body)).statusCode).toBe(400);
  });

  test("what has expired is written down once, and its request closed", async () => {
    await placed([near.key, far.key]);
    const database = harbor.database;
    expect(await expireHolds(database, () => minutes(29))).toBe(0);
    expect(await expireHolds(database, () => minutes(31))).toBe(2);
    expect(await expireHolds(database, () => minutes(31))).toBe(0);
    const rows = await stored();
    expect(rows.map(({ state, endedAt }) => [state, endedAt])).toEqual([
      ["expired", minutes(30)],
      ["expired", minutes(30)],
    ]);
    const [request] = await database.read.select().from(requests);
    expect(request?.closedAt).toEqual(minutes(31));
  });

  test("a bed that expired and was given to another cannot be accepted by a slow clock", async () => {
    await harbor.database.owner`update bed_pools set open = 1
      where program_id = ${idOf(near.key)}`;
    const first = await placed([near.key]);
    harbor.clock.set(minutes(31));
    const second = await placed([near.key], { as: "worker2@training.test" });
    expect(firstOf(second.holds).claims_bed).toBe(true);
    harbor.clock.set(minutes(29));
    const late = await move(firstOf(first.holds).id, "accept", "provider");
    expect([late.statusCode, late.json<{ state: string }>().state]).toEqual([409, "expired"]);
  });
});

describe("arrival", () => {
  test("keeps the bed taken until a count was true after it", async () => {
    const { hold } = await accepted([near.key]);
    harbor.clock.set(minutes(20));
    const arrived = await moved(hold.id, "arrive", "provider");
    expect(arrived).toMatchObject({ state: "arrived", claims_bed: false, may: [] });
    harbor.clock.set(minutes(600));
    expect(firstOf(await harbor.pagePools(near.key))).toMatchObject({
      ...{ open: 1, empty: 1, promised: 0 },
    });
    await report(near.key, 1);
    expect(await openOf(near.key)).toBe(1);
    await expect.poll(() => matchedOf(near.key)).toBe(1);
  });

  test("a count from before it does not give the bed away", async () => {
    const { hold } = await accepted([near.key]);
    harbor.clock.set(minutes(20));
    await moved(hold.id, "arrive", "worker");
    const body = {
      pools: [{ pool_id: harbor.poolOf(near.key), open: 2 }],
      observed_at: minutes(10).toISOString(),
    };
    const url = `/api/programs/${idOf(near.key)}/bed-reports`;
    expect((await send("POST", url, "provider", body)).statusCode).toBe(200);
    expect(await openOf(near.key)).toBe(1);
  });

  test("confirming the counts as they stand means as they are seen", async () => {
    const { hold } = await accepted([near.key]);
    harbor.clock.set(minutes(20));
    await moved(hold.id, "arrive", "provider");
    harbor.clock.set(minutes(25));
    const url = `/api/programs/${idOf(near.key)}/bed-reports`;
    const body = { pools: [], unchanged: true };
    expect((await send("POST", url, "provider", body)).statusCode).toBe(200);
    expect(firstOf(await harbor.pagePools(near.key))).toMatchObject({ open: 1, empty: 1 });
  });

  test("makes staff read the count again before they state one", async () => {
    const { hold } = await accepted([near.key]);
    const { version } = firstOf(await harbor.pagePools(near.key));
    await moved(hold.id, "arrive", "worker");
    const body = { pools: [{ pool_id: harbor.poolOf(near.key), open: 2 }] };
    const url = `/api/programs/${idOf(near.key)}/bed-reports`;
    const answer = await send("POST", url, "provider", body, { "if-match": `"${version}"` });
    expect(answer.statusCode).toBe(412);
  });
});

describe("who may know", () => {
  test("a request is there for the worker who asked, and for nobody else", async () => {
    const { id } = await placed([near.key]);
    const url = `/api/requests/${id}`;
    expect((await send("GET", url, "worker")).statusCode).toBe(200);
    expect((await send("GET", url, "worker2@training.test")).statusCode).toBe(404);
    for (const role of ["provider", "analyst", "steward", "administrator"]) {
      expect((await send("GET", url, role)).statusCode).toBe(403);
    }
    const list = await send("GET", "/api/requests?open=true", "worker2@training.test");
    expect(list.json<PlacementRequestList>()).toEqual({ total: 0, items: [], next: null });
  });

  test("a hold is moved by its own worker and its own program's staff alone", async () => {
    const request = await placed([near.key, others.key, secret.key]);
    const [own, foreign, hidden] = request.holds.map(({ id }) => id);
    const tries = [
      ...[
        [own, "release", "worker2@training.test", 404],
        [foreign, "accept", "provider", 404],
        [hidden, "accept", "provider", 404],
        [own, "accept", "worker", 403],
        [own, "no-show", "steward", 403],
        [v7(), "accept", "provider", 404],
      ],
    ] as const;
    for (const [id, name, as, status] of tries) {
      expect((await move(id ?? "", name, as)).statusCode, `${name} ${as}`).toBe(status);
    }
    expect((await stored()).every(({ state }) => state === "waiting")).toBe(true);
    const incoming = `/api/programs/${idOf(others.key)}/requests`;
    expect((await send("GET", incoming, "provider")).statusCode).toBe(404);
  });

  test("staff are not told the name of a hidden program that was first", async () => {
    const request = await placed([near.key, secret.key]);
    const [own, hidden] = request.holds;
    await harbor.acceptAsStaffOf(secret.key, hidden?.id ?? "");
    const late = await move(own?.id ?? "", "accept", "provider");
    expect(late.json()).toMatchObject({ code: "accepted_elsewhere" });
    expect(late.body).toContain("Another program");
    expect(late.body).not.toContain(secret.name);
  });
});

describe("lists", () => {
  test("go on where the last page ended, newest first", async () => {
    const made: string[] = [];
    for (const key of [near.key, far.key, others.key]) made.push((await placed([key])).id);
    const page = async (query: string) =>
      (await send("GET", `/api/requests?${query}`, "worker")).json<PlacementRequestList>();
    const first = await page("limit=2");
    expect(first.items.map(({ id }: PlacementRequest) => id)).toEqual(
      made.toReversed().slice(0, 2),
    );
    const rest = await page(`limit=2&cursor=${first.next ?? ""}`);
    expect(rest).toMatchObject({ total: 3, next: null });
    expect(rest.items.map(({ id }) => id)).toEqual(made.slice(0, 1));
    expect((await send("GET", "/api/requests?cursor=eA", "worker")).statusCode).toBe(400);
    harbor.clock.set(minutes(31));
    expect((await page("open=true")).items).toEqual([]);
  });
});
