import { fileURLToPath } from "node:url";
import { CannotStart } from "../db/cannot-start.ts";
import { openDatabase, type Database } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { ConfigError, readConfig, type Config } from "../server/config.ts";
import { openStorage } from "../server/start/open-storage.ts";
import { readOrder, UsageError, type SeedOrder } from "./read-order.ts";
import { seedDataset } from "./seed-dataset.ts";
import { seedSynthetic } from "./synthetic.ts";

const clone = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const carryOut = async (database: Database, order: SeedOrder, config: Config): Promise<string> => {
  const now = new Date();
  if (order.what === "synthetic") {
    await seedSynthetic(database, order.programs, { now });
    return `${order.programs} synthetic programs are there`;
  }
  const dataset = order.what === "configured" ? config.dataset : [order.what];
  if (dataset.length === 0) return "DATASET names nothing, so nothing was seeded";
  await seedDataset(database, dataset, { now });
  return `Seeded: ${dataset.join(", ")}`;
};

const count = async (database: Database): Promise<string> => {
  const [row] = await database.driver<{ programs: string; pools: string; resources: string }[]>`
    select (select count(*) from programs) as programs, (select count(*) from bed_pools) as pools,
      (select count(*) from resources) as resources`;
  return `${row?.programs} programs, ${row?.pools} pools, ${row?.resources} resources`;
};

/** Seeds what the arguments or DATASET name into the configured database, and says what is there. */
const run = async (args: readonly string[]): Promise<void> => {
  const order = readOrder(args);
  const config = readConfig();
  await using opened = new AsyncDisposableStack();
  const storage = await openStorage(config, clone);
  opened.defer(() => storage.stop());
  await migrateDatabase(storage.databaseUrl);
  const database = openDatabase(storage.databaseUrl);
  opened.defer(() => database.close());
  const started = performance.now();
  const said = await carryOut(database, order, config);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${said} (${seconds} s). The database has ${await count(database)}.`);
};

const fail = (error: unknown): never => {
  const foreseen =
    error instanceof UsageError || error instanceof ConfigError || error instanceof CannotStart;
  console.error(foreseen ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
};

await run(process.argv.slice(2)).catch(fail);
