import js from "@eslint/js";
import boundaries from "eslint-plugin-boundaries";
import svelte from "eslint-plugin-svelte";
import { defineConfig } from "eslint/config";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./web/svelte.config.js";

// Who may import whom. What is not listed is an error.
const domains = {
  access: ["notify"],
  search: ["access"],
  directory: ["access", "search"],
  availability: ["access", "directory"],
  matching: ["access", "directory", "availability"],
  placements: ["access", "directory", "availability", "matching", "channels", "notify"],
  channels: ["access", "directory", "availability", "notify"],
  gaps: ["access", "directory", "availability", "matching"],
  live: ["access", "directory", "availability", "placements"],
  notify: [],
  // Says what this instance reaches, so it knows what there is to reach.
  health: ["search", "matching"],
  // Figures of what this instance does and holds.
  metrics: ["search", "directory", "matching", "live"],
};
const domainNames = Object.keys(domains);

// The first pattern that a file's path matches says where it belongs.
const places = Object.entries({
  ...Object.fromEntries(domainNames.map((name) => [name, `server/${name}/**`])),
  http: ["server/http/**", "server/{openapi,examples,web-files}.ts"],
  start: "server/start/**",
  assembly: "server/{app,main}.ts",
  foundation: "server/*.{ts,js}",
  db: "db/**",
  seed: "seed/**",
  web: "web/**",
  test: "test/**",
  tooling: "*.{ts,js}",
}).map(([category, pattern]) => ({ category, pattern }));

const allow = (from, to) => ({
  from: { file: { categories: from } },
  allow: { to: { file: { categories: { anyOf: to } } } },
});

const everything = places.map(({ category }) => category);
const policies = [
  ...domainNames.map((name) => allow(name, [name, ...domains[name], "foundation", "db"])),
  allow("foundation", ["foundation", "db"]),
  // Gathers each domain's examples into the interface's document.
  allow("http", ["http", "foundation", "db", ...domainNames]),
  allow("assembly", everything),
  allow("start", everything),
  allow("db", ["db"]),
  allow("seed", ["seed", "db", "foundation", "start", ...domainNames]),
  allow("web", ["web"]),
  allow("test", everything),
  allow("tooling", ["tooling", "web"]),
];

const kept = {
  fastify: { regex: "^fastify$", message: "fastify is for routes.ts, app.ts and main.ts." },
  drizzle: { regex: "^drizzle-orm($|/)", message: "drizzle-orm is for db and *.repo.ts." },
  meilisearch: { regex: "^meilisearch($|/)", message: "meilisearch is for server/search." },
  maplibre: {
    regex: "^(svelte-)?maplibre-gl($|/)",
    message: "maplibre-gl is for web/map.",
  },
};

/** Keeps libraries to their place; `files` may import those that are named, or only their types. */
const keepImports = (files, { whole = [], types = [] } = {}) => ({
  files,
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: Object.entries(kept)
          .filter(([name]) => !whole.includes(name))
          .map(([name, rule]) => ({ ...rule, allowTypeImports: types.includes(name) })),
      },
    ],
  },
});

const settingsPlace = "Settings are read in server/config.ts only.";
const environment = {
  "no-restricted-properties": [
    "error",
    { object: "process", property: "env", message: settingsPlace },
  ],
  "no-restricted-syntax": [
    "error",
    // The other ways to the same object.
    { selector: "ImportDeclaration[source.value=/^(node:)?process$/]", message: settingsPlace },
    { selector: "VariableDeclarator[init.name='process']", message: settingsPlace },
    {
      selector: "MemberExpression[object.property.name='process'][property.name='env']",
      message: settingsPlace,
    },
    {
      selector: `ImportExpression[source.value=/${Object.values(kept)
        .map(({ regex }) => regex.replaceAll("/", "\\/"))
        .join("|")}/]`,
      message: "Libraries that are kept to their place are imported statically there.",
    },
  ],
};

const typedRules = {
  // A count or a status in a sentence reads as itself.
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
  // Fastify's plugins and use cases behind a promise are async by contract.
  "@typescript-eslint/require-await": "off",
  "@typescript-eslint/no-confusing-void-expression": [
    "error",
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
};

export default defineConfig(
  {
    ignores: [
      "**/node_modules",
      "**/dist",
      ".data",
      "coverage",
      ".svelte-check",
      "web/paraglide",
      "web/api/schema.ts",
      "db/migrations",
      "test/e2e/screenshots",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.svelte"],
    extends: [ts.configs.strict],
    rules: {
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all" },
      ],
      // The rules that know types heed comments, so there are none that switch one off.
      "no-warning-comments": ["error", { terms: ["oxlint-", "eslint-"], location: "anywhere" }],
    },
  },
  {
    // Rules that know types; on everything but components .oxlintrc.json has them, by the native
    // compiler, in a tenth of the time. `test/tooling/typed-rules.test.ts` holds both to the same.
    files: ["**/*.svelte"],
    extends: [ts.configs.strictTypeCheckedOnly],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: [".svelte"] },
    },
    rules: typedRules,
  },
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, svelteConfig },
    },
  },
  {
    // typescript-eslint sees each imported component as any; svelte-check knows their types.
    files: ["**/*.svelte"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  { files: ["web/**"], languageOptions: { globals: globals.browser } },
  { files: ["**/*.js"], languageOptions: { globals: globals.node } },
  {
    files: ["**/*.ts", "**/*.js", "**/*.svelte"],
    plugins: { boundaries },
    settings: {
      "boundaries/files": places,
      "boundaries/files-single-match": true,
      "boundaries/dependency-nodes": ["import", "export", "dynamic-import"],
      "boundaries/legacy-templates": false,
      "import/resolver": { node: { extensions: [".ts", ".js", ".svelte"] } },
    },
    rules: {
      "boundaries/dependencies": ["error", { default: "disallow", policies }],
      "boundaries/no-unknown-files": "error",
      ...environment,
    },
  },
  // bootstrap.js runs before anything is installed and asks npm who it is; the tests have settings of
  // the machine that they run on.
  {
    files: ["server/config.ts", "server/bootstrap.js", "test/support/config.ts"],
    rules: { "no-restricted-properties": "off", "no-restricted-syntax": "off" },
  },
  keepImports(["**/*.ts", "**/*.svelte"]),
  keepImports(["server/*.ts", "server/http/**", "server/access/guard-sign-in.ts"], {
    types: ["fastify"],
  }),
  keepImports(["server/**/routes.ts", "server/app.ts", "server/main.ts"], { whole: ["fastify"] }),
  keepImports(["db/**", "**/*.repo.ts"], { whole: ["drizzle"] }),
  keepImports(["server/search/**"], { whole: ["meilisearch"] }),
  keepImports(["server/search/**/*.repo.ts"], { whole: ["meilisearch", "drizzle"] }),
  keepImports(["web/map/**"], { whole: ["maplibre"] }),
  keepImports(["test/**"], { whole: Object.keys(kept) }),
);
