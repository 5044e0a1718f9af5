import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { openDatabase } from "../../db/client.ts";
import { programs, sites } from "../../db/schema/index.ts";
import { inWords, quantile, timed, type Row } from "./row.ts";
import { runServer } from "./run-server.ts";

const turns = 1000;
/** How far the medians may lie apart before somebody should look why. */
const band = [0.8, 1.25] as const;

const hiddenIds = async (url: string): Promise<string[]> => {
  const database = openDatabase(url, 1);
  try {
    const rows = await database.read
      .select({ id: programs.id })
      .from(programs)
      .innerJoin(sites, eq(sites.id, programs.siteId))
      .where(eq(sites.visibility, "confidential"))
      .limit(turns);
    return rows.map(({ id }) => id);
  } finally {
    await database.close();
  }
};

/** Programs that a stranger may not know of, and ids that nothing has, asked for in turns. */
export const benchHidden = async (url: string, size: number): Promise<Row[]> => {
  const ids = await hiddenIds(url);
  const server = await runServer(url);
  const ask = (id: string) =>
    timed(async () => {
      const answer = await fetch(`${server.address}/api/programs/${id}`);
      if (answer.status !== 404) throw new Error(`A hidden program answered ${answer.status}.`);
      await answer.arrayBuffer();
    });
  try {
    for (const id of ids.slice(0, 50)) await ask(id);
    const times = { hidden: [] as number[], missing: [] as number[] };
    for (let turn = 0; turn < turns; turn++) {
      const asked = [
        async () => times.hidden.push(await ask(ids[turn % ids.length] ?? "")),
        async () => times.missing.push(await ask(v7())),
      ];
      for (const one of turn % 2 === 0 ? asked : asked.toReversed()) await one();
    }
    const ratio = quantile(times.hidden, 0.5) / quantile(times.missing, 0.5);
    return [
      {
        what: `a program that is hidden, one at a time, ${size.toLocaleString("en")} programs`,
        measured: inWords(times.hidden),
        yardstick: `one that is not there: ${inWords(times.missing)}`,
        ratio,
        target: `${band[0]}x to ${band[1]}x`,
        met: ratio >= band[0] && ratio <= band[1],
      },
    ];
  } finally {
    await server.stop();
  }
};
