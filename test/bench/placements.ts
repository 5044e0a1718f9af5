import { v7 } from "uuid";
import { openDatabase, type Database } from "../../db/client.ts";
import type { Hold } from "../../server/placements/contract.ts";
import { aCountedProgram, aPerson } from "../availability/counted-program.ts";
import { actorsOf } from "../placements/actors.ts";
import { inWords, quantile, timed, type Bench } from "./row.ts";

const warmUp = 100;
const rounds = 300;
const mostRatio = 4;
const racers = 200;

/** The least that could promise a bed: a row appended and a row updated, by key. */
const openYardstick = async ({ driver }: Database) => {
  const key = v7();
  await driver`create table bench_beds (id uuid primary key, claimed integer not null)`;
  await driver`create table bench_claims (id uuid primary key, bed_id uuid not null)`;
  await driver`insert into bench_beds values (${key}, 0)`;
  return {
    claim: () =>
      driver.begin(async (sql) => {
        await sql`insert into bench_claims values (${v7()}, ${key})`;
        await sql`update bench_beds set claimed = claimed + 1 where id = ${key}`;
      }),
    close: () => driver`drop table bench_beds, bench_claims`,
  };
};

const aShelter = (database: Database, open: number) => {
  const observedAt = new Date(Date.now() - 60_000);
  return aCountedProgram(database, {
    pools: [{ open, total: 9, observedAt, receivedAt: observedAt, source: "web" }],
  });
};

const manyWorkers = (database: Database, count: number) =>
  Promise.all(Array.from({ length: count }, () => aPerson(database, "worker")));

/** A bed claimed by a request, in turns with the bare transaction; HTTP is left out of both. */
const claims: Bench = async ({ url }) => {
  const database = openDatabase(url);
  const yardstick = await openYardstick(database);
  const program = await aShelter(database, 9);
  const actors = actorsOf(database, () => new Date());
  const [worker] = await manyWorkers(database, 1);
  const times = { claim: [] as number[], bare: [] as number[] };
  try {
    for (let round = 0; worker && round < warmUp + rounds; round++) {
      const bare = await timed(() => yardstick.claim());
      const placed: Hold[] = [];
      const claim = await timed(async () => {
        placed.push(...(await actors.ask(worker, [program.id])).holds);
      });
      const [hold] = placed;
      if (hold?.claims_bed !== true) throw new Error("A bed that is open was not claimed.");
      await actors.release(worker, hold.id);
      if (round < warmUp) continue;
      times.bare.push(bare);
      times.claim.push(claim);
    }
  } finally {
    await yardstick.close();
    await database.close();
  }
  const ratio = quantile(times.claim, 0.5) / quantile(times.bare, 0.5);
  return [
    {
      ...{ what: "a bed claimed by a request", measured: inWords(times.claim) },
      yardstick: `insert and update: ${inWords(times.bare)}`,
      ...{ ratio, target: `at most ${mostRatio}x`, met: ratio <= mostRatio },
    },
  ];
};

/** As many workers as there are at once for one bed, over two instances' connections. */
const race: Bench = async ({ url }) => {
  const instances = [openDatabase(url), openDatabase(url)] as const;
  try {
    const [database] = instances;
    const program = await aShelter(database, 1);
    const workers = await manyWorkers(database, racers);
    const times: number[] = [];
    let [claimed, answered] = [0, 0];
    await Promise.all(
      workers.map(async (worker, at) => {
        const actors = actorsOf(instances[at % 2 === 0 ? 0 : 1], () => new Date());
        times.push(
          await timed(async () => {
            const { holds } = await actors.ask(worker, [program.id]);
            answered += holds.length;
            claimed += holds.filter(({ claims_bed }) => claims_bed).length;
          }),
        );
      }),
    );
    return [
      {
        what: `${racers} workers racing for one bed`,
        measured: `${claimed} claim, ${answered} answered; ${inWords(times)}`,
        yardstick: "",
        ...{
          ratio: Number.NaN,
          target: "exactly one claim",
          met: claimed === 1 && answered === racers,
        },
      },
    ];
  } finally {
    await Promise.all(instances.map((database) => database.close()));
  }
};

export const bench: Bench = async (context) => [
  ...(await claims(context)),
  ...(await race(context)),
];
