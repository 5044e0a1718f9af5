import { sql } from "drizzle-orm";
import { openDatabase } from "../../db/client.ts";
import { countsIn, findCounts } from "../../server/availability/figures/figures.repo.ts";
import { aCountedProgram } from "../availability/counted-program.ts";
import { inWords, quantile, timed, type Bench } from "./row.ts";

const mostMs = 50;
const rounds = 60;
const year = 365 * 86_400_000;

/**
 * The chart of a year of one program: five pools that were each counted every four hours, among the
 * counts of two hundred other pools. What the database itself takes, and with the way there and back.
 */
export const bench: Bench = async ({ url }) => {
  const database = openDatabase(url);
  const now = new Date();
  const span = { from: new Date(now.getTime() - year), to: now };
  try {
    const program = await aCountedProgram(database, { pools: [{}, {}, {}, {}, {}] });
    const crowd = await aCountedProgram(database, {
      pools: Array.from({ length: 200 }, () => ({})),
    });
    await database.driver`
      insert into bed_reports (id, pool_id, open, total, observed_at, received_at, source)
      select gen_random_uuid(), pool, n % 5, 8, at, at, 'web'
      from unnest(${[...program.poolIds, ...crowd.poolIds]}::uuid[]) pool, generate_series(1, 2190) n,
        lateral (select ${now.toISOString()}::timestamptz - n * interval '4 hours' as at) moment`;
    const times = { inside: [] as number[], whole: [] as number[], row: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const [plan] = (await database.read.execute(
        sql`explain (analyze, timing off, format json) ${countsIn(program.id, span)}`,
      )) as unknown as { "QUERY PLAN": [{ "Execution Time": number }] }[];
      times.inside.push(plan?.["QUERY PLAN"][0]["Execution Time"] ?? Number.NaN);
      times.whole.push(await timed(() => findCounts(database.read, program.id, span)));
      times.row.push(
        await timed(() => database.driver`select 1 from programs where id = ${program.id}`),
      );
    }
    return [
      {
        what: "a year of one program's counts, in the database",
        measured: inWords(times.inside),
        yardstick: `read as the chart reads them: ${inWords(times.whole)}; one row by key: ${inWords(times.row)}`,
        ratio: quantile(times.inside, 0.5) / quantile(times.row, 0.5),
        ...{ target: `under ${mostMs} ms`, met: quantile(times.inside, 0.95) < mostMs },
      },
    ];
  } finally {
    await database.close();
  }
};
