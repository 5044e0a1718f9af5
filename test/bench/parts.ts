import { benchAuthorization } from "./authorization.ts";
import { benchBatch } from "./bed-report-batch.ts";
import { bench as benchBedReport } from "./bed-report.ts";
import { benchCatalogueMemory } from "./catalogue-memory.ts";
import { benchCoverage, benchCoverageOverHttp } from "./coverage.ts";
import { bench as benchDirectorySearch } from "./directory-search.ts";
import { bench as benchFigures } from "./figures.ts";
import { benchFirstScreen } from "./first-screen.ts";
import { benchGapMap } from "./gap-map.ts";
import { benchHidden } from "./hidden.ts";
import { bench as benchLive } from "./live.ts";
import { benchMatchesOverHttp } from "./match-http.ts";
import { benchPureMatch } from "./match-pure.ts";
import { bench as benchPlacements } from "./placements.ts";
import type { Row } from "./row.ts";
import { benchSearchIndex } from "./search-index.ts";
import { benchStart } from "./start.ts";
import { benchTwoInstances } from "./two-instances.ts";

/** Makes a migrated database with the training data and nothing else, and answers its address. */
type OpenDatabase = () => Promise<string>;

/** What can be measured alone, by its name: once, or on a database of each size that is asked for. */
export type Part = { readonly name: string } & (
  | { readonly once: (open: OpenDatabase, sizes: readonly number[]) => Promise<Row[]> }
  | { readonly atEachSize: (url: string, size: number) => Promise<Row[]> }
);

// The pure function is compared across sizes, and always with this one.
const ordinarySize = 10_000;

/** In the order of the table. A new measurement is a file beside this one and a line here. */
export const parts: readonly Part[] = [
  {
    name: "match",
    once: async (_, sizes) =>
      benchPureMatch([...new Set([...sizes, ordinarySize])].sort((a, b) => a - b)),
  },
  { name: "matches", atEachSize: benchMatchesOverHttp },
  { name: "two-instances", atEachSize: benchTwoInstances },
  { name: "authorization", atEachSize: benchAuthorization },
  { name: "hidden", atEachSize: benchHidden },
  { name: "catalogue", atEachSize: async (url) => [await benchCatalogueMemory(url)] },
  { name: "coverage", once: () => benchCoverage() },
  { name: "gaps", atEachSize: benchCoverageOverHttp },
  { name: "directory", atEachSize: (url) => benchDirectorySearch({ url }) },
  { name: "search-index", atEachSize: benchSearchIndex },
  { name: "batch", atEachSize: benchBatch },
  { name: "figures", once: async (open) => benchFigures({ url: await open() }) },
  { name: "bed-report", once: async (open) => benchBedReport({ url: await open() }) },
  { name: "placements", once: async (open) => benchPlacements({ url: await open() }) },
  { name: "live", once: async (open) => benchLive({ url: await open() }) },
  { name: "start", once: () => benchStart() },
  { name: "first-screen", once: () => benchFirstScreen() },
  { name: "gap-map", once: () => benchGapMap() },
];
