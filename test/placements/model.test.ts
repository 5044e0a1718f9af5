import fc from "fast-check";
import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds as holdRows } from "../../db/schema/index.ts";
import type { HoldState } from "../../db/codes.ts";
import { authorizeHold } from "../../server/access/authorize-placements.ts";
import type { SignedIn } from "../../server/access/viewer.ts";
import { postBedReport } from "../../server/availability/post-bed-report.ts";
import { DomainError } from "../../server/errors.ts";
import { readCounts } from "../../server/live/live.repo.ts";
import { acceptHold } from "../../server/placements/accept-hold.ts";
import { expireHolds } from "../../server/placements/expire-holds.ts";
import {
  arriveHold,
  declineHold,
  extendHold,
  markNoShow,
  releaseHold,
} from "../../server/placements/hold-moves.ts";
import { stateAt } from "../../server/placements/moves.ts";
import { aCountedProgram, aPerson, type CountedProgram } from "../availability/counted-program.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { actorsOf, limits } from "./actors.ts";

const minute = 60_000;
const start = Date.parse("2026-03-01T12:00:00Z");
const poolCount = 10;
const workerCount = 10;

let database: TestDatabase;
beforeAll(async () => void (database = await freshDatabase()));
afterAll(() => database.close());

const personal = ["accept", "decline", "release", "extend", "arrive", "no_show"] as const;
type Personal = (typeof personal)[number];

// The moves as people agreed on them, written out once more so that no edit changes them unnoticed.
const agreed: Record<Personal, { worker?: HoldState[]; staff?: HoldState[]; to: HoldState }> = {
  accept: { staff: ["waiting"], to: "accepted" },
  decline: { staff: ["waiting"], to: "declined" },
  release: { worker: ["waiting", "accepted"], staff: ["accepted"], to: "released" },
  extend: { worker: ["accepted"], to: "accepted" },
  arrive: { worker: ["accepted"], staff: ["accepted"], to: "arrived" },
  no_show: { staff: ["accepted"], to: "no_show" },
};

const pick = fc.nat(1000);
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      worker: pick,
      programs: fc.uniqueArray(fc.nat(poolCount - 1), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      move: fc.constantFrom(...personal),
      party: fc.constantFrom("worker" as const, "staff" as const),
      hold: pick,
      ahead: fc.integer({ min: 1, max: 200 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("report" as const),
      program: fc.nat(poolCount - 1),
      open: fc.nat(3),
      minutesAgo: fc.integer({ min: 0, max: 90 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      minutes: fc.oneof(fc.integer({ min: 1, max: 45 }), fc.constant(13 * 60)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("tidy" as const) }) },
);

interface ModelHold {
  id: string;
  request: string;
  program: number;
  worker: number;
  state: HoldState;
  expiresAt: number;
  acceptedAt: number;
  claims: boolean;
  arrivedAt: number | null;
}

class World {
  now = start;
  readonly pools = Array.from({ length: poolCount }, () => ({
    open: null as number | null,
    at: -Infinity,
  }));
  readonly holds: ModelHold[] = [];
  readonly programs: CountedProgram[];
  readonly workers: SignedIn[];
  readonly clock = () => new Date(this.now);

  constructor(programs: CountedProgram[], workers: SignedIn[]) {
    this.programs = programs;
    this.workers = workers;
  }

  stateOf(hold: ModelHold): HoldState {
    const running = hold.state === "waiting" || hold.state === "accepted";
    return running && hold.expiresAt <= this.now ? "expired" : hold.state;
  }

  running(hold: ModelHold): boolean {
    return ["waiting", "accepted"].includes(this.stateOf(hold));
  }

  claimed(program: number): number {
    const { at } = this.pools[program] ?? { at: -Infinity };
    return this.holds.filter(
      (hold) =>
        hold.program === program &&
        hold.claims &&
        (this.running(hold) || (hold.arrivedAt !== null && at <= hold.arrivedAt)),
    ).length;
  }

  /** Rule 4: whether a hold on it would claim a bed now. */
  offers(program: number): boolean {
    const pool = this.pools[program];
    if (!pool || pool.open === null || this.now - pool.at > 12 * 60 * minute) return false;
    return pool.open - this.claimed(program) > 0;
  }
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;
type Of<Kind extends Action["kind"]> = Extract<Action, { kind: Kind }>;

const ask = async (world: World, { worker: at, programs }: Of<"ask">) => {
  const worker = at % workerCount;
  const running = world.holds.filter((hold) => hold.worker === worker && world.running(hold));
  const ids = programs.map((program) => world.programs[program]?.id ?? "");
  const asked = actorsOf(database, world.clock).ask(world.workers[worker] as SignedIn, ids);
  if (running.length + programs.length > 5) {
    expect(await codeOf(asked)).toBe("too_many_holds");
    return;
  }
  const expected = programs.map((program) => world.offers(program));
  const request = await asked;
  expect(request.holds.map(({ claims_bed }) => claims_bed)).toEqual(expected);
  request.holds.forEach((hold, position) => {
    world.holds.push({
      ...{ id: hold.id, request: request.id, program: programs[position] ?? 0, worker },
      ...{ state: "waiting", expiresAt: world.now + 30 * minute, acceptedAt: 0 },
      ...{ claims: expected[position] === true, arrivedAt: null },
    });
  });
};

const makeMove = async (world: World, { move, party, ahead }: Of<"move">, hold: ModelHold) => {
  const viewer =
    party === "worker" ? world.workers[hold.worker] : world.programs[hold.program]?.staff;
  const own = await authorizeHold(database.read, viewer as SignedIn, hold.id);
  const { clock } = world;
  const arriving_at = new Date(world.now + ahead * minute).toISOString();
  const make: Record<Personal, () => Promise<unknown>> = {
    accept: () => acceptHold(database, own, { clock, limits }),
    decline: () => declineHold(database, own, { reason: "full" }, clock),
    release: () => releaseHold(database, own, clock),
    extend: () => extendHold(database, own, { arriving_at }, clock),
    arrive: () => arriveHold(database, own, clock),
    no_show: () => markNoShow(database, own, clock),
  };
  return codeOf(make[move]());
};

const move = async (world: World, given: Of<"move">) => {
  const hold = world.holds[given.hold % Math.max(1, world.holds.length)];
  if (!hold) return;
  const { [given.party]: from = [], to } = agreed[given.move];
  const done = await makeMove(world, given, hold);
  if (!from.includes(world.stateOf(hold))) {
    expect(["hold_moved", "accepted_elsewhere"]).toContain(done);
    return;
  }
  expect(done).toBe("done");
  hold.state = to;
  if (given.move === "accept") {
    hold.acceptedAt = world.now;
    hold.expiresAt = world.now + 90 * minute;
    hold.claims = true;
    for (const other of world.holds) {
      const yields = other !== hold && other.request === hold.request;
      if (yields && world.stateOf(other) === "waiting") other.state = "released";
    }
  }
  if (given.move === "extend") {
    const wanted = world.now + (given.ahead + 30) * minute;
    const last = hold.acceptedAt + 24 * 60 * minute;
    hold.expiresAt = Math.max(hold.expiresAt, Math.min(wanted, last));
  }
  if (given.move === "arrive") hold.arrivedAt = world.now;
};

const report = async (world: World, { program: at, open, minutesAgo }: Of<"report">) => {
  const program = world.programs[at];
  const pool = world.pools[at];
  if (!program || !pool) return;
  const observed = world.now - minutesAgo * minute;
  const pools = program.poolIds.map((pool_id) => ({ pool_id, open }));
  const observed_at = new Date(observed).toISOString();
  const statement = { source: "web", now: world.clock() } as const;
  await postBedReport(database, program.reportable, { pools, observed_at }, statement);
  if (observed >= pool.at) Object.assign(pool, { open, at: observed });
};

const perform = async (world: World, given: Action): Promise<void> => {
  switch (given.kind) {
    case "ask":
      return ask(world, given);
    case "move":
      return move(world, given);
    case "report":
      return report(world, given);
    case "wait":
      world.now += given.minutes * minute;
      return;
    case "tidy":
      await expireHolds(database, world.clock);
  }
};

/** What the database says is what the model says, and none of what must never be is. */
const check = async (world: World): Promise<void> => {
  const now = world.clock();
  const ids = world.programs.map(({ id }) => id);
  const [counts, rows] = await Promise.all([
    readCounts(database.read, ids, now),
    database.read.select().from(holdRows).where(inArray(holdRows.programId, ids)),
  ]);
  for (const { id, pools } of counts) {
    const program = ids.indexOf(id);
    const pool = world.pools[program];
    const [real] = pools;
    expect({ open: real?.open, claimed: real?.claimed }).toEqual({
      ...{ open: pool?.open ?? null, claimed: world.claimed(program) },
    });
  }
  expect(rows).toHaveLength(world.holds.length);
  for (const hold of world.holds) {
    const row = rows.find(({ id }) => id === hold.id);
    expect(row && stateAt(row, now)).toBe(world.stateOf(hold));
    if (world.running(hold)) expect(row?.expiresAt.getTime()).toBe(hold.expiresAt);
  }
  const taken = rows.filter(({ state }) => state === "accepted" || state === "arrived");
  expect(new Set(taken.map(({ requestId }) => requestId)).size).toBe(taken.length);
};

test("a thousand moves of twenty people over ten pools go as a model of the rules says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 100, maxLength: 100 }), async (actions) => {
      const programs = await Promise.all(
        Array.from({ length: poolCount }, () => aCountedProgram(database)),
      );
      const workers = await Promise.all(
        Array.from({ length: workerCount }, () => aPerson(database, "worker")),
      );
      const world = new World(programs, workers);
      for (const given of actions) {
        await perform(world, given);
        await check(world);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 180_000);
