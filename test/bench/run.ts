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
import { readAsked, usage } from "./asked.ts";
import type { Part } from "./parts.ts";
import type { Row } from "./row.ts";
import { lineOf, tableOf } from "./table.ts";

const asked = readAsked(process.argv.slice(2));
if (!asked) {
  console.error(usage);
  process.exit(2);
}

const machine = (): string => {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim()}), ${memory} GiB, Linux ${release()}, Node ${process.versions.node}, PostgreSQL embedded on the same cores, as was the load; ${new Date().toISOString().slice(0, 10)}`;
};

/** A migrated database of its own, with so many synthetic programs and the training accounts. */
const filled = async (server: EmbeddedPostgres, name: string, programs: number) => {
  const url = await ensureDatabase(server.serverUrl, `bench_${name.replaceAll("-", "_")}`);
  await migrateDatabase(url);
  const database = openDatabase(url);
  const now = new Date();
  if (programs > 0) await seedSynthetic(database, programs, { now });
  await seedDataset(database, ["training"], { now });
  await database.close();
  return url;
};

/** Those at each size share its database, which takes longer to fill than to measure. */
const measure = async function* (server: EmbeddedPostgres): AsyncGenerator<Row[]> {
  const { parts, sizes } = asked;
  const sized = parts.filter((part) => "atEachSize" in part);
  const isFirstSized = (part: Part) => part === sized[0];
  for (const part of parts) {
    if ("once" in part) yield await part.once(() => filled(server, part.name, 0), sizes);
    if (!isFirstSized(part)) continue;
    for (const size of sizes) {
      const url = await filled(server, String(size), size);
      for (const { atEachSize } of sized) yield await atEachSize(url, size);
    }
  }
};

const measuredOn = (): string => `Measured with \`npm run bench\` on ${machine()}.`;

/** A whole run makes the table anew, one of some parts puts its lines into the one that is there. */
const writeReadme = async (rows: readonly Row[], whole: boolean): Promise<void> => {
  const readme = fileURLToPath(new URL("../../README.md", import.meta.url));
  const [before, after] = ["<!-- bench -->", "<!-- /bench -->"];
  const page = await readFile(readme, "utf8");
  const [head, rest = ""] = page.split(before);
  const [table = "", tail = ""] = rest.split(after);
  const text = `${measuredOn()}\n\n${tableOf(rows, whole ? "" : table)}`;
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
    console.log(more.map(lineOf).join("\n"));
  }
} finally {
  await server.stop();
}
console.log(`\n${measuredOn()}\n\n${tableOf(rows)}`);
if (asked.write) await writeReadme(rows, asked.whole);
