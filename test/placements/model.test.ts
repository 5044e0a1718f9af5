import fc from "fast-check";
import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds as holdRows } from "../../db/schema/index.ts";
import { authorizeHold } from "../../server/access/authorize-placements.ts";
import type { SignedIn } from "../../server/access/viewer.ts";
import { postBedReport } from "../../server/availability/post-bed-report.ts";
import { openBeds } from "../../server/directory/pool-figures.ts";
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
import {
  BedsModel,
  minute,
  personal,
  poolCount,
  workerCount,
  type Party,
  type Personal,
} from "./beds-model.ts";

const movesInAll = 1000;

let database: TestDatabase;
beforeAll(async () => void (database = await freshDatabase()));
afterAll(() => database.close());

/** Ten workers, and one of the staff of each of ten programs. */
interface Real {
  readonly programs: CountedProgram[];
  readonly workers: SignedIn[];
  readonly clock: () => Date;
}
type Command = fc.AsyncCommand<BedsModel, Real>;

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** What the database says is what the model says, and none of what must never be is. */
const agree = async (model: BedsModel, { programs, clock }: Real): Promise<void> => {
  const now = clock();
  const ids = programs.map(({ id }) => id);
  const [counts, rows] = await Promise.all([
    readCounts(database.read, ids, now),
    database.read.select().from(holdRows).where(inArray(holdRows.programId, ids)),
  ]);
  for (const { id, pools } of counts) {
    const program = ids.indexOf(id);
    const [real] = pools;
    const open = real && openBeds(real);
    expect(open ?? 0).toBeGreaterThanOrEqual(0);
    expect(open ?? 0).toBeLessThanOrEqual(model.pools[program]?.open ?? 0);
    expect({ open: real?.open, claimed: real?.claimed }).toEqual({
      ...{ open: model.pools[program]?.open ?? null, claimed: model.claimed(program) },
    });
  }
  expect(rows).toHaveLength(model.holds.length);
  for (const hold of model.holds) {
    const row = rows.find(({ id }) => id === hold.id);
    expect(row && stateAt(row, now)).toBe(model.stateOf(hold));
    if (model.running(hold)) expect(row?.expiresAt.getTime()).toBe(hold.expiresAt);
  }
  const taken = rows.filter(({ state }) => state === "accepted" || state === "arrived");
  expect(new Set(taken.map(({ requestId }) => requestId)).size).toBe(taken.length);
};

let made = 0;
const command = (
  name: string,
  run: (model: BedsModel, real: Real) => Promise<unknown>,
  check: (model: Readonly<BedsModel>) => boolean = () => true,
): Command => ({
  check,
  run: async (model, real) => {
    made += 1;
    await run(model, real);
    await agree(model, real);
  },
  toString: () => name,
});

const ask = (worker: number, programs: readonly number[]): Command =>
  command(`worker ${worker} asks programs ${programs.join(", ")}`, async (model, real) => {
    const ids = programs.map((program) => real.programs[program]?.id ?? "");
    const asked = actorsOf(database, real.clock).ask(real.workers[worker] as SignedIn, ids);
    if (model.runningOf(worker) + programs.length > 5) {
      expect(await codeOf(asked)).toBe("too_many_holds");
      return;
    }
    const expected = programs.map((program) => model.offers(program));
    const request = await asked;
    expect(request.holds.map(({ claims_bed }) => claims_bed)).toEqual(expected);
    request.holds.forEach((hold, position) => {
      model.holds.push({
        ...{ id: hold.id, request: request.id, program: programs[position] ?? 0, worker },
        ...{ state: "waiting", expiresAt: model.now + 30 * minute, acceptedAt: 0 },
        ...{ claims: expected[position] === true, arrivedAt: null },
      });
    });
  });

const make = (move: Personal, party: Party, which: number, ahead: number): Command =>
  command(
    `${party} make ${move} of hold ${which} (${ahead} minutes away)`,
    async (model, real) => {
      const hold = model.holds[which % model.holds.length];
      if (!hold) return;
      const viewer =
        party === "worker" ? real.workers[hold.worker] : real.programs[hold.program]?.staff;
      const own = await authorizeHold(database.read, viewer as SignedIn, hold.id);
      const { clock } = real;
      const arriving_at = new Date(model.now + ahead * minute).toISOString();
      const moves: Record<Personal, () => Promise<unknown>> = {
        accept: () => acceptHold(database, own, { clock, limits }),
        decline: () => declineHold(database, own, { reason: "full" }, clock),
        release: () => releaseHold(database, own, clock),
        extend: () => extendHold(database, own, { arriving_at }, clock),
        arrive: () => arriveHold(database, own, clock),
        no_show: () => markNoShow(database, own, clock),
      };
      const done = await codeOf(moves[move]());
      if (!model.allows(move, party, hold)) {
        expect(["hold_moved", "accepted_elsewhere"]).toContain(done);
        return;
      }
      expect(done).toBe("done");
      model.make(move, hold, ahead);
    },
    ({ holds }) => holds.length > 0,
  );

const report = (at: number, open: number, minutesAgo: number): Command =>
  command(`program ${at} counts ${open}, ${minutesAgo} minutes ago`, async (model, real) => {
    const program = real.programs[at];
    if (!program) return;
    const observed = model.now - minutesAgo * minute;
    const pools = program.poolIds.map((pool_id) => ({ pool_id, open }));
    const observed_at = new Date(observed).toISOString();
    const statement = { source: "web", now: real.clock() } as const;
    await postBedReport(database, program.reportable, { pools, observed_at }, statement);
    model.report(at, open, observed);
  });

const wait = (minutes: number): Command =>
  command(`${minutes} minutes pass`, async (model) => (model.now += minutes * minute));

const tidy = command("expiries are written down", (_model, { clock }) =>
  expireHolds(database, clock),
);

const moves = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.nat(workerCount - 1),
        fc.uniqueArray(fc.nat(poolCount - 1), { minLength: 1, maxLength: 3 }),
      )
      .map((given) => ask(...given)),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...personal),
        fc.constantFrom<Party>("worker", "staff"),
        fc.nat(1000),
        fc.integer({ min: 1, max: 200 }),
      )
      .map((given) => make(...given)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(poolCount - 1), fc.nat(3), fc.integer({ min: 0, max: 90 }))
      .map((given) => report(...given)),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(fc.integer({ min: 1, max: 45 }), fc.constant(13 * 60)).map(wait),
  },
  { weight: 1, arbitrary: fc.constant(tidy) },
);

const several = <One>(count: number, one: () => Promise<One>) =>
  Promise.all(Array.from({ length: count }, one));

/** Ten programs that nobody has asked yet, ten workers who have asked nobody. */
const begin = async () => {
  const model = new BedsModel();
  const real: Real = {
    programs: await several(poolCount, () => aCountedProgram(database)),
    workers: await several(workerCount, () => aPerson(database, "worker")),
    clock: model.clock,
  };
  return { model, real };
};

test("a thousand moves of twenty people over ten pools go as a model of the rules says", async () => {
  // How long a run is, is drawn, too.
  while (made < movesInAll) {
    await fc.assert(
      fc.asyncProperty(
        fc.commands<BedsModel, Real, false>([moves], { maxCommands: 150, size: "max" }),
        (commands) => fc.asyncModelRun(begin, commands),
      ),
      { numRuns: 5, plugins: [fc.interruptAfterTimeLimit(90_000)] },
    );
  }
}, 240_000);
