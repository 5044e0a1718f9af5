import { eq } from "drizzle-orm";
import fc from "fast-check";
import { v4, v7 } from "uuid";
import { afterAll, expect, it } from "vitest";
import { bedPools, holds, programs, programShowings } from "../../db/schema/index.ts";
import { insertListings } from "../../seed/insert-listings.ts";
import { remindJob } from "../../server/channels/jobs.ts";
import { freshnessOf } from "../../server/directory/freshness.ts";
import type { Program } from "../../web/api/schema.ts";
import { expireHoldsJob } from "../../server/placements/jobs.ts";
import { testApp } from "../support/app.ts";
import { aListing } from "../support/listings.ts";

const hour = 3_600_000;
const begun = new Date("2026-03-01T12:00:00Z");
const shelter = aListing({
  pools: [{ label: "All", reports: [{ hoursAgo: 1, open: 3, total: 8 }] }],
});
const harbor = await testApp({ now: begun, listings: [shelter], staffed: [shelter.key] });
const { database } = harbor;
afterAll(() => harbor.close());

const found = harbor.ids.get(shelter.key);
const programId = found?.programId ?? "";
const poolId = found?.poolIds["All"] ?? "";
const provider = await harbor.signIn("provider");
const worker = await harbor.signIn("worker");
const steward = await harbor.signIn("steward");
const now = () => harbor.clock.now();

const post = (url: string, payload: object | undefined, headers: Record<string, string> = {}) =>
  harbor.app.inject({ method: "POST", url, ...(payload && { payload }), headers });

/** When the newest statement was true; what everything below is held to. */
let stated = new Date(begun.getTime() - hour);

const runningHold = async (state: "waiting" | "accepted") => {
  const [row] = await database.read.select().from(holds).where(eq(holds.state, state)).limit(1);
  return row?.id;
};
const move = async (state: "waiting" | "accepted", name: string, who: Record<string, string>) => {
  const id = await runningHold(state);
  if (id !== undefined) await post(`/api/holds/${id}/${name}`, undefined, who);
};

/** A lead proposes a licence that no proposal had before, and a steward decides. */
const propose = async (decision: "approve" | "refuse", body?: object) => {
  const licence = { status: "licensed", number: v4(), until: null };
  const answer = await post(`/api/programs/${programId}/proposals`, { licence }, provider);
  expect(answer.statusCode).toBe(200);
  const { id } = answer.json<{ id: string }>();
  const decided = await post(`/api/listing-proposals/${id}/${decision}`, body, steward);
  expect(decided.statusCode).toBe(200);
};

/** What happens around a count without saying anything about it. */
const silent: Readonly<Record<string, () => Promise<unknown>>> = {
  ask: () =>
    post(
      "/api/requests",
      { need: { age: 15 }, programs: [{ program_id: programId }] },
      { ...worker, "idempotency-key": v7() },
    ),
  accept: () => move("waiting", "accept", provider),
  release: () => move("waiting", "release", worker),
  arrive: () => move("accepted", "arrive", worker),
  "no-show": () => move("accepted", "no-show", provider),
  expire: async () => {
    await harbor.jobs.put(expireHoldsJob, {});
    await harbor.runJobs();
  },
  remind: async () => {
    await harbor.jobs.put(remindJob, {});
    await harbor.runJobs();
  },
  "pause intake": () =>
    post(
      `/api/programs/${programId}/pause`,
      { until: new Date(now().getTime() + 2 * hour).toISOString(), reason: "staffing" },
      provider,
    ),
  "resume intake": () => post(`/api/programs/${programId}/resume`, undefined, provider),
  "edit the listing": () =>
    database.transaction(async (tx) => {
      await tx
        .update(programs)
        .set({ summary: v4(), updatedAt: now() })
        .where(eq(programs.id, programId));
    }),
  "state whom one takes": () =>
    post(
      `/api/programs/${programId}/policies`,
      { ages: { min: now().getMinutes() % 12, max: 17 } },
      provider,
    ),
  "take fewer": () =>
    post(
      `/api/programs/${programId}/policies/narrow`,
      { circumstances: [{ circumstance: "pregnant", policy: "declines" }] },
      provider,
    ),
  "confirm the listing": () => post(`/api/programs/${programId}/verification`, undefined, provider),
  "state languages, hours and numbers": async () => {
    const put = (part: string, payload: object) =>
      harbor.app.inject({
        ...{ method: "PUT", url: `/api/programs/${programId}/${part}`, payload },
        headers: provider,
      });
    const mode = now().getMinutes() % 2 === 0 ? "direct" : "interpreter";
    await put("languages", {
      languages: [{ language: "spa", mode }],
      interpreter_any_language: null,
    });
    await put("intake-hours", { around_the_clock: mode === "direct", hours: [], closed_days: [] });
    const phone = `510-555-01${String(now().getMinutes()).padStart(2, "0")}`;
    await put("telephones", { phone, intake_phone: phone, night_phone: null });
  },
  "propose, and be approved": () => propose("approve"),
  "propose, and be refused": () => propose("refuse", { reason: "not_documented" }),
  "send rows that are refused": async () => {
    const observed_at = new Date(now().getTime() + hour).toISOString();
    const row = { program_id: programId, pool_id: poolId, open: 1, observed_at };
    await post("/api/bed-reports:batch", { reports: [row] }, provider);
  },
  "try a file": () =>
    harbor.app.inject({
      ...{ method: "POST", url: "/api/bed-reports/import?dry_run=true" },
      payload: `program_id,pool_id,open,observed_at\n${programId},${poolId},1,${now().toISOString()}\n`,
      headers: { ...provider, "content-type": "text/csv" },
    }),
  "import listing facts": () => insertListings(database, [shelter], { now: now() }),
  "be searched for": () =>
    database.transaction(async (tx) => {
      const day = now().toISOString().slice(0, 10);
      await tx.insert(programShowings).values({ programId, day, shown: 1 }).onConflictDoNothing();
    }),
  "open a link unused": async () => {
    await post(`/api/programs/${programId}/confirm-links`, { channel: "mail" }, provider);
    const token = /#([\w-]{35})\n/.exec(harbor.mailed.at(-1)?.text ?? "")?.[1];
    await post("/api/confirm-links/open", { token });
  },
  "be refused a count": () =>
    post(
      `/api/programs/${programId}/bed-reports`,
      { pools: [{ pool_id: poolId, open: 9 }] },
      provider,
    ),
};

type Happening =
  | { kind: "silent"; what: string }
  | { kind: "wait"; hours: number }
  | { kind: "state"; open: number; hoursAgo: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("silent" as const),
      what: fc.constantFrom(...Object.keys(silent)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      hours: fc.double({ min: 0.1, max: 6, noNaN: true }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: fc.constant("state" as const), open: fc.integer({ min: 0, max: 8 }) },
      hoursAgo: fc.constantFrom(0, 0, 0.5, 3, 20),
    }),
  },
);

const happen = async (event: Happening): Promise<void> => {
  if (event.kind === "silent") await silent[event.what]?.();
  else if (event.kind === "wait") {
    harbor.clock.set(new Date(now().getTime() + Math.round(event.hours * hour)));
  } else {
    const observedAt = new Date(now().getTime() - event.hoursAgo * hour);
    const body = {
      pools: [{ pool_id: poolId, open: event.open }],
      observed_at: observedAt.toISOString(),
    };
    const answer = await post(`/api/programs/${programId}/bed-reports`, body, provider);
    expect(answer.statusCode).toBe(200);
    if (observedAt >= stated) stated = observedAt;
  }
};

it("a count is as fresh as the newest statement about it, whatever else happens", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 8, maxLength: 25 }), async (events) => {
      for (const event of events) {
        await happen(event);
        if (event.kind === "silent") seen.add(event.what);
        const [row] = await database.read.select().from(bedPools).where(eq(bedPools.id, poolId));
        expect({ after: event, observedAt: row?.observedAt }).toEqual({
          after: event,
          observedAt: stated,
        });
      }
      const shown = await harbor.app.inject({ url: `/api/programs/${programId}`, headers: worker });
      const [pool] = shown.json<Program>().pools ?? [];
      expect(pool).toMatchObject({
        observed_at: stated.toISOString(),
        freshness: freshnessOf(stated, now()),
      });
    }),
    { numRuns: 30, endOnFailure: true },
  );
  expect(seen.size).toBe(Object.keys(silent).length);
}, 120_000);
