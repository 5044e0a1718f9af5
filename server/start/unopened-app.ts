import { openDatabase } from "../../db/client.ts";
import { buildApp, type Dependencies } from "../app.ts";
import { readConfig } from "../config.ts";

export type App = Awaited<ReturnType<typeof buildApp>>;

/** Builds the app with nothing behind its routes, for what can be said of it without calling one. */
export const withUnopenedApp = async <T>(look: (app: App) => T): Promise<T> => {
  const config = { ...readConfig({}), logLevel: "silent", authSecret: "signs nothing".repeat(3) };
  // The driver connects on its first query, and no route is called.
  const database = openDatabase("postgres://nobody@127.0.0.1:1/nothing");
  const unopened = { hub: { disconnectAll: () => undefined } } as Pick<
    Dependencies,
    "catalogue" | "engine" | "hub" | "coverage" | "jobs"
  >;
  const app = await buildApp({ ...unopened, config, database, clock: () => new Date() });
  try {
    await app.ready();
    return look(app);
  } finally {
    await app.close();
    await database.close();
  }
};
