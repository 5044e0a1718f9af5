import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CannotStart, failureText } from "../../db/cannot-start.ts";
import { openDatabase, type Database } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { readConfig } from "../config.ts";
import { findCounty } from "../directory/places.ts";
import { holdLock } from "../search/meilisearch/hold-lock.ts";
import { readIndexStatus } from "../search/meilisearch/index-status.ts";
import type { Writing } from "../search/meilisearch/keep-in-step.ts";
import { isOfMeilisearch } from "../search/meilisearch/name-reason.ts";
import { openClient } from "../search/meilisearch/open-client.ts";
import { rebuildIndex } from "../search/meilisearch/rebuild-index.ts";
import { indexUid } from "../search/meilisearch/settings.ts";
import { isSound, verifyIndex } from "../search/meilisearch/verify-index.ts";
import { joinStorage } from "./open-storage.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const usage = "npm run search -- rebuild|status|verify";
const patienceMs = 60_000;

// An instance that keeps the index in step holds the lock for moments, a rebuild for minutes.
const lockTries = 100;
const lockPauseMs = 300;

const alone = async <T>(searched: Database, work: () => Promise<T>): Promise<T> => {
  for (let tries = 0; tries < lockTries; tries += 1) {
    const held = await holdLock(searched, indexUid, work);
    if (held) return held.done;
    await pause(lockPauseMs);
  }
  throw new CannotStart("Another instance is writing to the index: try again when it is done.");
};

const rebuild = async (writing: Writing, searched: Database): Promise<boolean> => {
  const began = performance.now();
  const { programs } = await alone(searched, () => rebuildIndex(writing, indexUid, new Date()));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`The index ${indexUid} was made anew: ${programs} programs in ${seconds} s.`);
  return true;
};

const status = async (writing: Writing): Promise<boolean> => {
  const { version, documents, reached, pending, lagSeconds } = await readIndexStatus(
    writing,
    indexUid,
  );
  if (reached === undefined) {
    console.log(`There is no index ${indexUid} yet: PostgreSQL searches until it is made.`);
    return false;
  }
  console.log(
    `The index ${indexUid} has ${documents} documents and version ${reached} of ${version}; ` +
      `${pending} programs wait, for ${Math.round(lagSeconds)} s.`,
  );
  return pending === 0;
};

const verify = async (writing: Writing, searched: Database): Promise<boolean> => {
  const verified = await alone(searched, () =>
    verifyIndex(writing, indexUid, () => rebuildIndex(writing, indexUid, new Date())),
  );
  if (!verified) return status(writing);
  const { expected, found, missing, superfluous, different, sampled } = verified.drift;
  console.log(
    `${found} of ${expected} documents are there; ${missing.length} are missing, ` +
      `${superfluous.length} too many, and of ${sampled} programs compared ${different.length} differ.`,
  );
  if (verified.mended === "rebuild") console.log("The index was made anew.");
  if (verified.mended === "programs") console.log("They were written again.");
  return isSound(verified.drift);
};

/** One line for what an operator can act on. */
const saidOf = (error: unknown): unknown => {
  if (error instanceof CannotStart) return error.message;
  return isOfMeilisearch(error) ? `Meilisearch cannot be used: ${failureText(error)}` : error;
};

const commands = { rebuild, status, verify };

const run = async ([command, ...more]: readonly string[]): Promise<boolean> => {
  const chosen = Object.entries(commands).find(([name]) => name === command)?.[1];
  if (!chosen || more.length > 0) throw new CannotStart(usage);
  const config = readConfig();
  if (!config.meilisearch) {
    throw new CannotStart("MEILI_URL names no Meilisearch: PostgreSQL alone searches.");
  }
  await using opened = new AsyncDisposableStack();
  const storage = await joinStorage(config, clone);
  opened.defer(() => storage.stop());
  await migrateDatabase(storage.databaseUrl);
  const searched = openDatabase(storage.databaseUrl, 3, "harborlight_search");
  opened.defer(() => searched.close());
  const writing = {
    client: openClient(config.meilisearch, patienceMs),
    reader: searched.read,
    countyCentre: findCounty,
  };
  return await chosen(writing, searched);
};

try {
  if (!(await run(process.argv.slice(2)))) process.exitCode = 1;
} catch (error) {
  console.error(saidOf(error));
  process.exitCode = 2;
}
