import { cpus, release, totalmem } from "node:os";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { openDatabase } from "../../db/client.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../db/embedded.ts";
import { chosenFolder } from "../../db/embedded/data-folder.ts";
import { ensureDatabase, migrateDatabase } from "../../db/migrate.ts";
import { seedDataset } from "../../seed/seed-dataset.ts";
import { seedSynthetic } from "../../seed/synthetic.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { benchAuthorization } from "./authorization.ts";
import { bench as benchBedReport } from "./bed-report.ts";
import { bench as benchDirectorySearch } from "./directory-search.ts";
import { benchFirstScreen } from "./first-screen.ts";
import { bench as benchLive } from "./live.ts";
import { benchCatalogueMemory } from "./catalogue-memory.ts";
import { benchMatchesOverHttp } from "./match-http.ts";
import { benchPureMatch } from "./match-pure.ts";
import { bench as benchPlacements } from "./placements.ts";
import type { Row } from "./row.ts";
import { benchStart } from "./start.ts";

const usage = "npm run bench [-- SIZE ...] [--write]: sizes are numbers of programs.";
const sizes = process.argv
  .slice(2)
  .filter((word) => /^[0-9]+$/.test(word))
  .map(Number);
const unknown = process.argv.slice(2).filter((word) => !/^([0-9]+|--write)$/.test(word));
if (unknown.length > 0) {
  console.error(usage);
  process.exit(2);
}
const asked = sizes.length > 0 ? sizes : [1_000, 10_000, 100_000];

const cell = ({ what, measured, yardstick, ratio, target, met }: Row): string => {
  const times = Number.isFinite(ratio) ? `${ratio.toFixed(2)}x` : "";
  const outcome = target === "" ? "" : met ? "met" : "missed";
  return `| ${[what, measured, yardstick, times, target, outcome].join(" | ")} |`;
};

const table = (rows: readonly Row[]): string =>
  [
    "| what | measured | beside | ratio | target | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(cell),
  ].join("\n");

const machine = (): string => {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim()}), ${memory} GiB, Linux ${release()}, Node ${process.versions.node}, PostgreSQL embedded on the same cores, as was the load; ${new Date().toISOString().slice(0, 10)}`;
};

/** A migrated database of its own, with so many synthetic programs and the training accounts. */
const filled = async (server: EmbeddedPostgres, programs: number): Promise<string> => {
  const url = await ensureDatabase(server.serverUrl, `bench_${programs}`);
  await migrateDatabase(url);
  const database = openDatabase(url);
  const now = new Date();
  if (programs > 0) await seedSynthetic(database, programs, { now });
  await seedDataset(database, ["training"], { now });
  await database.close();
  return url;
};

const measure = async function* (server: EmbeddedPostgres): AsyncGenerator<Row[]> {
  yield benchPureMatch([...new Set([...asked, 10_000])].sort((a, b) => a - b));
  for (const size of asked) {
    const url = await filled(server, size);
    yield await benchMatchesOverHttp(url, size);
    yield await benchAuthorization(url, size);
    yield [await benchCatalogueMemory(url)];
    yield await benchDirectorySearch({ url });
  }
  yield await benchBedReport({ url: await filled(server, 0) });
  yield await benchPlacements({ url: await filled(server, 0) });
  yield await benchLive({ url: await filled(server, 0) });
  yield await benchStart();
  yield await benchFirstScreen();
};

const writeReadme = async (text: string): Promise<void> => {
  const readme = fileURLToPath(new URL("../../README.md", import.meta.url));
  const [before, after] = ["<!-- bench -->", "<!-- /bench -->"];
  const page = await readFile(readme, "utf8");
  const [head, rest = ""] = page.split(before);
  const [, tail = ""] = rest.split(after);
  const written = `${head}${before}\n\n${text}\n\n${after}${tail}`;
  await writeFile(readme, await format(written, { parser: "markdown", printWidth: 100 }));
};

await using folder = await temporaryFolder();
const server = await startEmbeddedPostgres({
  folder: chosenFolder(folder.path),
  settings: { max_connections: 200 },
});
const rows: Row[] = [];
try {
  for await (const more of measure(server)) {
    rows.push(...more);
    console.log(more.map(cell).join("\n"));
  }
} finally {
  await server.stop();
}
const text = `Measured with \`npm run bench\` on ${machine()}.\n\n${table(rows)}`;
console.log(`\n${text}`);
if (process.argv.includes("--write")) await writeReadme(text);
