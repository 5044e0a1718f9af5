import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database } from "../../db/client.ts";
import { holdHistory, holds } from "../../db/schema/index.ts";
import { postBedReport } from "../../server/availability/post-bed-report.ts";
import { DomainError } from "../../server/errors.ts";
import { findProgram } from "../../server/directory/programs.repo.ts";
import { aCountedProgram, aPerson } from "../availability/counted-program.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { actorsOf } from "./actors.ts";

const now = new Date("2026-03-01T12:00:00Z");
const clock = () => now;
const people = 200;

// Two server processes on one database: two pools of connections that know nothing of each other.
let database: TestDatabase;
let second: Database;
beforeAll(async () => {
  database = await freshDatabase(12);
  second = openDatabase(database.url, 12);
});
afterAll(async () => {
  await second.close();
  await database.close();
});

/** Each in turn goes through the one process or the other. */
const actorsAt = (turn: number) => actorsOf(turn % 2 === 0 ? database : second, clock);

const counted = (open: number, observedAt = new Date(now.getTime() - 60_000)) =>
  aCountedProgram(database, {
    pools: [{ open, total: 9, observedAt, receivedAt: observedAt, source: "web" }],
  });

const bedsOf = async (programId: string) => {
  const program = await findProgram(database.read, programId, now);
  return program?.pools.map(({ open, claimed }) => ({ open, claimed }));
};

test("of two hundred workers who ask for one bed at once, exactly one claims it", async () => {
  const program = await counted(1);
  const workers = await Promise.all(
    Array.from({ length: people }, () => aPerson(database, "worker")),
  );
  const asked = await Promise.all(
    workers.map((worker, at) => actorsAt(at).ask(worker, [program.id])),
  );
  const claims = asked.flatMap((request) => request.holds);
  expect(claims).toHaveLength(people);
  expect(claims.filter(({ claims_bed }) => claims_bed)).toHaveLength(1);
  expect(claims.filter(({ enquiry }) => enquiry === "full")).toHaveLength(people - 1);
  expect(await bedsOf(program.id)).toEqual([{ open: 1, claimed: 1 }]);
  expect(new Set(asked.map((request) => request.reference)).size).toBe(people);
  const rows = await database.read.select().from(holds);
  expect(rows.filter(({ poolId }) => poolId !== null)).toHaveLength(1);
  expect(await database.read.$count(holdHistory)).toBe(people);
});

test("requests that cross, answers and counts at the same time end without a deadlock", async () => {
  const programs = await Promise.all([counted(3), counted(3), counted(3)]);
  const workers = await Promise.all(Array.from({ length: 40 }, () => aPerson(database, "worker")));
  const all = await Promise.all(
    workers.map(async (worker, at) => {
      const actors = actorsAt(at);
      const order = at % 2 === 0 ? programs : programs.toReversed();
      const request = await actors.ask(
        worker,
        order.map(({ id }) => id),
      );
      const answers = await Promise.allSettled([
        ...order.map(async ({ id, staff, reportable, poolIds }) => {
          const hold = request.holds.find(({ program }) => program.id === id);
          if (at % 5 === 0) {
            const pools = poolIds.map((pool_id) => ({ pool_id, open: 3 }));
            await postBedReport(second, reportable, { pools }, { source: "web", now });
          }
          return actors.accept(staff, hold?.id ?? "");
        }),
      ]);
      return answers;
    }),
  );
  for (const answers of all) {
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toBeInstanceOf(DomainError);
    }
  }
  const accepted = (await database.read.select().from(holds)).filter(
    ({ state }) => state === "accepted",
  );
  expect(accepted).toHaveLength(40);
});

test("one worker who asks many times at once holds no more than five", async () => {
  const programs = await Promise.all(Array.from({ length: 8 }, () => counted(1)));
  const worker = await aPerson(database, "worker");
  const asked = await Promise.allSettled(
    programs.map(({ id }, at) => actorsAt(at).ask(worker, [id])),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  for (const each of asked) {
    if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "too_many_holds" });
  }
});
