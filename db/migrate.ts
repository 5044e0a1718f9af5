import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Brings the database at `url` to this version's schema; several instances may call it at once. */
export const migrateDatabase = async (url: string): Promise<void> => {
  const driver = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await driver`select pg_advisory_lock(727172)`;
    await migrate(drizzle(driver), { migrationsFolder });
  } finally {
    await driver.end();
  }
};
