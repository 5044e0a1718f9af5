import { openDatabase } from "../../db/client.ts";
import { findCounty } from "../../server/directory/places.ts";
import { openCatalogue } from "../../server/matching/catalogue.ts";

/** What the catalogue of one database weighs, in megabytes of 10^6 bytes. */
export interface CatalogueWeight {
  programs: number;
  megabytes: number;
  /** The same facts as JSON. */
  jsonMegabytes: number;
  loadSeconds: number;
}

const inUse = () => {
  const { gc } = globalThis;
  if (!gc) throw new Error("Run this with --expose-gc.");
  for (let turn = 0; turn < 3; turn += 1) gc({ execution: "sync" });
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

// A process of its own, so that nothing but the catalogue comes between the two weighings.
const database = openDatabase(process.argv[2] ?? "", 2);
await database.driver`select 1`;
findCounty("06001");
const before = inUse();
const began = performance.now();
const catalogue = await openCatalogue(database, { clock: () => new Date(), beatMs: 60_000 });
const loadSeconds = (performance.now() - began) / 1000;
const megabytes = (inUse() - before) / 1e6;
let json = 0;
for (const id of catalogue.index.ids()) json += JSON.stringify(catalogue.index.find(id)).length;
const weight: CatalogueWeight = {
  programs: catalogue.size,
  megabytes,
  jsonMegabytes: json / 1e6,
  loadSeconds,
};
await catalogue.stop();
await database.close();
process.send?.(weight);
