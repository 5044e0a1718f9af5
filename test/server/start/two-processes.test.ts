import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BedReportAnswer } from "../../../server/availability/contract.ts";
import type { MatchAnswer } from "../../../server/matching/contract.ts";
import type { Hold, PlacementRequest } from "../../../server/placements/contract.ts";
import { readEvents } from "../../live/event-reader.ts";
import { freshDatabase } from "../../support/database.ts";
import { mailServer } from "../../support/mail-server.ts";
import { runMain, type MainProcess } from "../../support/main-process.ts";
import { personAt, type Answered, type Person } from "../../support/person.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const database = await freshDatabase(2);
const post = await mailServer();
const { owner } = database;
const folder = await temporaryFolder();

type Anywhere = Person & { at(other: string): Person };
const mains: MainProcess[] = [];
const [here, there] = [() => mains[0]?.address ?? "", () => mains[1]?.address ?? ""];
let worker: Anywhere;
let provider: Anywhere;
let shelters: { id: string; pool: string }[] = [];

beforeAll(async () => {
  for (const _ of ["here", "there"]) {
    const main = await runMain({
      ...{ DATABASE_URL: database.ownerUrl, DATASET: "training", DATA_DIR: folder.path },
      ...{
        AUTH_SECRET: "the same secret for both of them, as it is said",
        RATE_LIMIT_PER_MINUTE: "100000",
        SMTP_URL: post.url,
      },
    });
    await main.ready();
    mains.push(main);
  }
  shelters = await owner<{ id: string; pool: string }[]>`
    select p.id, min(b.id::text) as pool from programs p join bed_pools b on b.program_id = p.id
    where p.status = 'active' and p.intake_paused_until is null and p.kind in ('emergency_shelter', 'safe_house', 'transitional_living', 'group_home')
      and coalesce(p.age_min, 0) <= 15 and coalesce(p.age_max, 99) >= 15
      and coalesce(b.age_min, 0) <= 15 and coalesce(b.age_max, 99) >= 15
      and (select count(*) from bed_pools where program_id = p.id) = 1
    group by p.id order by p.id limit 3`;
  await owner`insert into program_staff (user_id, program_id)
    select u.id, p from users u, unnest(${shelters.map(({ id }) => id)}::uuid[]) p
    where u.email = 'provider@training.test' on conflict do nothing`;
  worker = await personAt(here(), "worker@training.test");
  provider = await personAt(here(), "provider@training.test");
});
afterAll(async () => {
  for (const main of mains) {
    main.process.kill("SIGTERM");
    await main.ended;
  }
  await post.close();
  await database.close();
  await folder[Symbol.asyncDispose]();
});

const well = <Body>({ status, body }: Answered<Body>): Body => {
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const shelter = (at: number) => shelters[at] ?? { id: "", pool: "" };
const report = (who: Person, at: number, open: number, key = v7()) =>
  who.post<BedReportAnswer>(
    `/programs/${shelter(at).id}/bed-reports`,
    { pools: [{ pool_id: shelter(at).pool, open, total: 9 }] },
    key,
  );
const ask = (who: Person, ats: number[], key = v7()) =>
  who.post<PlacementRequest>(
    "/requests",
    {
      need: { age: 15 },
      programs: ats.map((at) => ({ program_id: shelter(at).id, enquiry: true })),
    },
    key,
  );
const releaseAll = async () => {
  const { body } = await worker.get<{ items: PlacementRequest[] }>("/requests?open=true");
  for (const { holds } of body.items) {
    for (const { id, may } of holds) {
      if (may.includes("release")) await worker.post(`/holds/${id}/release`);
    }
  }
};

test("one program's staff who accept on both at once accept once", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { holds } = well(await ask(worker, [0]));
    const accept = (address: string) =>
      provider.at(address).post<Hold>(`/holds/${holds[0]?.id}/accept`);
    const both = await Promise.all([accept(here()), accept(there())]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await releaseAll();
  }
});

test("two programs that accept on both at once are told who was first", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, holds } = well(await ask(worker, [0, 1]));
    const both = await Promise.all(
      holds.map((hold, at) =>
        provider.at(at === 0 ? here() : there()).post<Hold>(`/holds/${hold.id}/accept`),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = both.find(({ status }) => status === 409);
    expect(late?.body).toMatchObject({ code: "accepted_elsewhere", state: "released" });
    const read = well(await worker.at(there()).get<PlacementRequest>(`/requests/${id}`));
    expect(read.holds.map(({ state }) => state).sort()).toEqual(["accepted", "released"]);
    await releaseAll();
  }
});

test("the same Idempotency-Key on both at once has one effect and one answer", async () => {
  const key = v7();
  const asked = await Promise.all([
    ask(worker, [0], key),
    ask(worker.at(there()), [0], key),
    ask(worker, [0], key),
  ]);
  expect(new Set(asked.map((answer) => JSON.stringify(well(answer)))).size).toBe(1);
  const other = await ask(worker.at(there()), [1], key);
  expect([other.status, other.body]).toMatchObject([409, { code: "idempotency_key_reused" }]);
  const reportKey = v7();
  const reported = await Promise.all([
    report(provider, 0, 4, reportKey),
    report(provider.at(there()), 0, 4, reportKey),
  ]);
  expect(new Set(reported.map((answer) => JSON.stringify(well(answer)))).size).toBe(1);
  await releaseAll();
});

test("a worker who asks on both at once holds no more than five", async () => {
  const asked = await Promise.all(
    Array.from({ length: 8 }, (_, at) => ask(at % 2 === 0 ? worker : worker.at(there()), [at % 3])),
  );
  expect(asked.filter(({ status }) => status === 200)).toHaveLength(5);
  for (const { status, body } of asked) {
    if (status !== 200) expect(body).toMatchObject({ code: "too_many_holds" });
  }
  await releaseAll();
});

test("what changes on one is on the other's open screens, and in its matches", async () => {
  const url = `${there()}/api/live`;
  const screens = {
    worker: await readEvents(url, { cookie: worker.cookie }),
    provider: await readEvents(url, { cookie: provider.cookie }),
  };
  try {
    await Promise.all(
      Object.values(screens).map((screen) => screen.until(({ event }) => event === "hello")),
    );
    well(await report(provider, 2, 7));
    const { id } = shelter(2);
    const counted = await screens.worker.until(
      ({ event, data }) =>
        event === "program.changed" && (data as { program_id: string }).program_id === id,
    );
    expect(counted.data).toMatchObject({ beds: { open: 7, freshness: "fresh" } });
    const matchedThere = async () => {
      const found = well(
        await worker.at(there()).post<MatchAnswer>("/matches", { need: { age: 15 }, limit: 100 }),
      );
      return found.matches.find(({ program }) => program.id === id)?.beds.open;
    };
    await expect.poll(matchedThere, { timeout: 20_000 }).toBe(7);
    const { holds } = well(
      await worker.post<PlacementRequest>(
        "/requests",
        { need: { age: 15 }, programs: [{ program_id: id }] },
        v7(),
      ),
    );
    const [hold] = holds;
    expect(hold?.claims_bed).toBe(true);
    for (const screen of Object.values(screens)) {
      const told = await screen.until(
        ({ event, data }) =>
          event === "hold.changed" && (data as { hold_id: string }).hold_id === hold?.id,
      );
      expect(told.data).toMatchObject({ state: "waiting", program_id: id });
    }
    await expect.poll(matchedThere, { timeout: 20_000 }).toBe(6);
    // Heard on both, and told to nobody twice.
    await pause(500);
    const twice = screens.provider.events.filter(({ event }) => event === "hold.changed");
    expect(twice).toHaveLength(1);
  } finally {
    Object.values(screens).forEach((screen) => screen.leave());
    await releaseAll();
  }
});

test("each request is told to the staff in one message, whichever of both sends it", async () => {
  const toStaff = () => post.received.filter(({ to }) => to.includes("provider@training.test"));
  const before = toStaff().length;
  for (const who of [worker, worker.at(there()), worker]) well(await ask(who, [0]));
  await expect.poll(() => toStaff().length - before, { timeout: 60_000 }).toBe(3);
  // Whoever would send one a second time has had the time to.
  await pause(3000);
  expect(toStaff().length - before).toBe(3);
  await releaseAll();
});
