import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Row } from "./row.ts";
import type { CatalogueWeight } from "./weigh-catalogue.ts";

const most = 50;
const per = 10_000;

/** Memory that the catalogue of the database at `url` takes, beside the same facts as JSON. */
export const benchCatalogueMemory = async (url: string): Promise<Row> => {
  const script = fileURLToPath(new URL("./weigh-catalogue.ts", import.meta.url));
  const child = fork(script, [url], { execArgv: ["--expose-gc"] });
  const failed = once(child, "exit").then(() => {
    throw new Error("The catalogue could not be weighed.");
  });
  const [weight] = (await Promise.race([once(child, "message"), failed])) as [CatalogueWeight];
  failed.catch(() => undefined);
  const { programs, megabytes, jsonMegabytes, loadSeconds } = weight;
  const each = (megabytes / programs) * per;
  return {
    what: `catalogue in memory, ${programs.toLocaleString("en")} programs`,
    measured: `${megabytes.toFixed(1)} MB, ${each.toFixed(1)} MB per 10,000; loaded in ${loadSeconds.toFixed(1)} s`,
    yardstick: `its facts as JSON: ${jsonMegabytes.toFixed(1)} MB`,
    ratio: megabytes / jsonMegabytes,
    target: `under ${most} MB per 10,000`,
    met: each < most,
  };
};
