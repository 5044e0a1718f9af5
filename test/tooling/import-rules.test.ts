import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { beforeAll, describe, expect, test } from "vitest";

const clone = fileURLToPath(new URL("../..", import.meta.url));
const eslint = new ESLint({ cwd: clone });

const findings = async (path: string, code: string) => {
  const [result] = await eslint.lintText(code, { filePath: path });
  return result?.messages ?? [];
};

/** The rules that `code` breaks if it stood in the file at `path`. */
const broken = async (path: string, code: string): Promise<string[]> =>
  (await findings(path, code)).map(({ ruleId }) => ruleId ?? "unreadable");

const imports = (...sources: string[]) => sources.map((source) => `import "${source}";\n`).join("");

// The first file loads the compiler.
beforeAll(() => broken("db/codes.ts", ""), 60_000);

/** A file of each place, and one to import from there. */
const places = {
  access: "server/access/viewer.ts",
  search: "server/search/engine.ts",
  directory: "server/directory/contract.ts",
  availability: "server/availability/contract.ts",
  matching: "server/matching/contract.ts",
  placements: "server/placements/contract.ts",
  channels: "server/channels/duty/contract.ts",
  gaps: "server/gaps/demand/age-band.ts",
  live: "server/live/contract.ts",
  notify: "server/notify/mailer.ts",
  health: "server/health/contract.ts",
  foundation: "server/errors.ts",
  db: "db/codes.ts",
  seed: "seed/listing.ts",
  web: "web/main.ts",
  test: "test/support/listings.ts",
  main: "server/main.ts",
};
type Place = keyof typeof places;
const names = Object.keys(places) as Place[];

const allowed: Partial<Record<Place, Place[]>> = {
  access: ["notify", "foundation", "db"],
  search: ["access", "foundation", "db"],
  directory: ["access", "search", "foundation", "db"],
  availability: ["access", "directory", "foundation", "db"],
  matching: ["access", "directory", "availability", "foundation", "db"],
  placements: [
    ...(["access", "directory", "availability", "matching"] as const),
    ...(["channels", "notify", "foundation", "db"] as const),
  ],
  channels: ["access", "directory", "availability", "notify", "foundation", "db"],
  gaps: ["access", "directory", "availability", "matching", "foundation", "db"],
  live: ["access", "directory", "availability", "placements", "foundation", "db"],
  notify: ["foundation", "db"],
  foundation: ["db"],
  db: [],
  seed: names.filter((name) => !["web", "test", "main"].includes(name)),
  web: [],
};

/** Every place that lint lets a file of `from` import, found by importing them all. */
const importable = async (from: Place): Promise<Place[]> => {
  const up = "../".repeat(places[from].split("/").length - 1);
  const code = imports(...names.map((name) => up + places[name]));
  const found = await findings(places[from], code);
  const refused = found.filter(({ ruleId }) => ruleId === "boundaries/dependencies");
  return names.filter((_, index) => !refused.some(({ line }) => line === index + 1));
};

describe("a place imports only what it may", () => {
  test.for(Object.entries(allowed) as [Place, Place[]][])(
    "%s: itself and %s",
    async ([from, to]) => {
      expect(await importable(from)).toEqual(names.filter((name) => [from, ...to].includes(name)));
    },
  );
});

describe("a library is imported in its place only", () => {
  const restricted = "@typescript-eslint/no-restricted-imports";
  const rows: [library: string, inPlace: string, outOfPlace: string][] = [
    ["fastify", "server/matching/routes.ts", "server/matching/contract.ts"],
    ["fastify", "server/app.ts", "server/http/limits.ts"],
    ["drizzle-orm", "server/access/access.repo.ts", "server/access/viewer.ts"],
    ["drizzle-orm/pg-core", "db/client.ts", "server/main.ts"],
    ["maplibre-gl", "web/map/Map.svelte", "web/main.ts"],
    ["meilisearch", "server/search/engine.ts", "server/directory/contract.ts"],
  ];
  test.for(rows)("%s: in %s, not in %s", async ([library, inPlace, outOfPlace]) => {
    const script = (path: string) =>
      path.endsWith(".svelte")
        ? `<script lang="ts">${imports(library)}</script>`
        : imports(library);
    expect(await broken(inPlace, script(inPlace))).not.toContain(restricted);
    expect(await broken(outOfPlace, script(outOfPlace))).toContain(restricted);
  });

  test("nor by a dynamic import", async () => {
    const rules = await broken("web/main.ts", 'await import("maplibre-gl");');
    expect(rules).toContain("no-restricted-syntax");
  });

  test("rules know no request: not even a type of fastify", async () => {
    const code = 'import type { FastifyRequest } from "fastify"; export type R = FastifyRequest;';
    expect(await broken("server/matching/contract.ts", code)).toContain(restricted);
  });
});

describe("settings are read in one place", () => {
  test.for([
    "console.log(process.env);",
    'console.log(process["env"]);',
    "const { env } = process; console.log(env);",
    'import { env } from "node:process"; console.log(env);',
    "console.log(globalThis.process.env);",
  ])("refused elsewhere: %s", async (code) => {
    const rules = await broken("server/matching/contract.ts", code);
    const refusals = ["no-restricted-properties", "no-restricted-syntax"];
    expect(rules.some((rule) => refusals.includes(rule))).toBe(true);
  });

  test("and allowed there", async () => {
    const rules = await broken("server/config.ts", "console.log(process.env);");
    expect(rules).not.toContain("no-restricted-properties");
  });
});

test("any is refused, and no comment switches a rule off", async () => {
  const code = "// eslint-disable-next-line\nexport const x: any = 1;";
  expect(await broken("server/errors.ts", code)).toContain("@typescript-eslint/no-explicit-any");
});
