import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../db/embedded.ts";
import { chosenFolder } from "../../db/embedded/data-folder.ts";
import { ensureDatabase, migrateDatabase } from "../../db/migrate.ts";
import { prepareAppLogin } from "../../db/roles.ts";
import { sweepLeftovers } from "./sweep-leftovers.ts";
import { temporaryFolder } from "./temporary-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** With the owner's rights, and without a database's name. */
    postgresUrl: string;
    /** With the server's rights. */
    appUrl: string;
  }
}

/** One real PostgreSQL for the run, with a migrated template that every test file copies. */
export default async function setup(project: TestProject) {
  await sweepLeftovers();
  const folder = await temporaryFolder();
  const server = await startEmbeddedPostgres({
    folder: chosenFolder(folder.path),
    // Nothing here outlives the run, so that nothing needs to reach the disk.
    settings: { fsync: "off", max_connections: 300 },
  });
  const template = await ensureDatabase(server.serverUrl, "harborlight_template");
  await migrateDatabase(template);
  project.provide("appUrl", (await prepareAppLogin(template)).replace(/\/[^/]*$/, ""));
  project.provide("postgresUrl", server.serverUrl);
  return async () => {
    await server.stop();
    await folder[Symbol.asyncDispose]();
  };
}
