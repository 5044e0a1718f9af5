import { temporaryFolder } from "../support/temporary-folder.ts";
import { quantile, type Row } from "./row.ts";
import { runMain } from "./run-main.ts";

const port = 18_080;
const mostSeconds = 5;

const start = async (folder: string): Promise<number> => {
  const { seconds, stop } = await runMain(folder, port);
  await stop();
  return seconds;
};

/** From the command to the first healthy answer: once on nothing, then five times on its data. */
export const benchStart = async (): Promise<Row[]> => {
  await using folder = await temporaryFolder();
  const first = await start(folder.path);
  const later: number[] = [];
  for (let turn = 0; turn < 5; turn++) later.push(await start(folder.path));
  const median = quantile(later, 0.5);
  return [
    {
      what: "ready after start, installed and seeded",
      measured: `median ${median.toFixed(2)} s of ${later.length}`,
      yardstick: `first start, which makes and seeds the database: ${first.toFixed(2)} s`,
      ratio: median / first,
      target: `under ${mostSeconds} s`,
      met: median < mostSeconds,
    },
  ];
};
