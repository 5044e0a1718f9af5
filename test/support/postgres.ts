import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../db/embedded.ts";
import { chosenFolder } from "../../db/embedded/data-folder.ts";
import { ensureDatabase, migrateDatabase } from "../../db/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the run, with a migrated template that every test file copies. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "harborlight-test-"));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder: chosenFolder(folder),
    // Nothing here outlives the run, so that nothing needs to reach the disk.
    settings: { fsync: "off", max_connections: 300 },
  });
  await migrateDatabase(await ensureDatabase(server.serverUrl, "harborlight_template"));
  project.provide("postgresUrl", server.serverUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
