import { fileURLToPath } from "node:url";
import { CannotStart } from "../../db/cannot-start.ts";
import { openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { verifyChain, type Head, type Verdict } from "../access/audit/verify-chain.ts";
import { readConfig } from "../config.ts";
import { joinStorage } from "./open-storage.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const usage = "npm run audit -- verify [position:hash], the last as an earlier run printed it";

const readNoted = (text: string | undefined): Head | undefined => {
  if (text === undefined) return undefined;
  const [, position = "", hash = ""] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (hash === "") throw new CannotStart(`"${text}" is no place in the chain: ${usage}.`);
  return { position: Number(position), hash };
};

/** What the verdict says to a person. */
const inWords = (verdict: Verdict): string => {
  if (!verdict.whole) return `The audit is broken at entry ${verdict.position}: ${verdict.reason}.`;
  if (!verdict.head) return "The audit is whole and empty.";
  const { position, hash } = verdict.head;
  return `The audit is whole: ${verdict.entries} entries.\nKeep this elsewhere to prove later that none was cut off: ${position}:${hash}`;
};

const run = async ([command, noted, ...more]: readonly string[]): Promise<boolean> => {
  if (command !== "verify" || more.length > 0) throw new CannotStart(usage);
  const head = readNoted(noted);
  await using opened = new AsyncDisposableStack();
  const storage = await joinStorage(readConfig(), clone);
  opened.defer(() => storage.stop());
  await migrateDatabase(storage.databaseUrl);
  const database = openDatabase(storage.databaseUrl, 1);
  opened.defer(() => database.close());
  const verdict = await verifyChain(database.read, head);
  // Another one that is whole proves nothing.
  const { host, pathname } = new URL(storage.databaseUrl);
  console.log(`Read the database ${pathname.slice(1)} at ${host}.`);
  console.log(inWords(verdict));
  return verdict.whole;
};

try {
  if (!(await run(process.argv.slice(2)))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 2;
}
