import { v7 } from "uuid";
import { openDatabase, type Database } from "../../db/client.ts";
import { authorizeReport } from "../../server/access/authorize.ts";
import { postBedReport } from "../../server/availability/post-bed-report.ts";
import { aCountedProgram } from "../availability/counted-program.ts";
import { inWords, quantile, timed, type Bench } from "./row.ts";

const warmUp = 200;
const rounds = 600;
const mostRatio = 3;

/** The least that could keep a count and its history: a row appended and a row updated, by key. */
const openYardstick = async ({ driver }: Database) => {
  const key = v7();
  await driver`create table bench_counts (id uuid primary key, open integer not null)`;
  await driver`create table bench_history (id uuid primary key, count_id uuid not null, open integer not null)`;
  await driver`insert into bench_counts values (${key}, 0)`;
  return {
    report: (open: number) =>
      driver.begin(async (sql) => {
        await sql`insert into bench_history values (${v7()}, ${key}, ${open})`;
        await sql`update bench_counts set open = ${open} where id = ${key}`;
      }),
    close: () => driver`drop table bench_counts, bench_history`,
  };
};

/**
 * A bed report as the route takes it once its body is parsed: authorized, then one durable
 * transaction with an `Idempotency-Key`; in turns with the bare transaction, on the same connection
 * pool. HTTP itself is left out of both.
 */
export const bench: Bench = async ({ url }) => {
  const database = openDatabase(url);
  const yardstick = await openYardstick(database);
  const program = await aCountedProgram(database);
  const [pool_id = ""] = program.poolIds;
  const report = async (open: number, idempotencyKey: string | undefined) => {
    const authorized = await authorizeReport(database.read, program.staff, program.id);
    const input = { pools: [{ pool_id, open }] };
    const context = { source: "web" as const, now: new Date(), idempotencyKey };
    return postBedReport(database, authorized, input, context);
  };
  const times = { keyed: [] as number[], plain: [] as number[], bare: [] as number[] };
  try {
    for (let round = 0; round < warmUp + rounds; round++) {
      const open = round % 9;
      const bare = await timed(() => yardstick.report(open));
      const keyed = await timed(() => report(open, v7()));
      const plain = await timed(() => report(open, undefined));
      if (round < warmUp) continue;
      times.bare.push(bare);
      times.keyed.push(keyed);
      times.plain.push(plain);
    }
  } finally {
    await yardstick.close();
    await database.close();
  }
  const row = (what: string, samples: readonly number[]) => {
    const ratio = quantile(samples, 0.5) / quantile(times.bare, 0.5);
    return {
      ...{
        what,
        measured: inWords(samples),
        yardstick: `insert and update: ${inWords(times.bare)}`,
      },
      ...{ ratio, target: `at most ${mostRatio}x`, met: ratio <= mostRatio },
    };
  };
  return [
    row("bed report with an Idempotency-Key", times.keyed),
    row("bed report without one", times.plain),
  ];
};
