import { defineConfig } from "vitest/config";

/** One kind of tests; those of a later group run after all of an earlier one. */
const project = (name: string, groupOrder: number, include: string[], more = {}) => ({
  extends: true as const,
  test: { name, include, sequence: { groupOrder }, ...more },
});

const started = "test/server/start/**/*.test.ts";
const inBrowser = "test/e2e/**/*.test.ts";
// A machine that stands still for a while starves processes and browsers; the report names what was tried again.
const patient = { retry: 2 };

export default defineConfig({
  test: {
    globalSetup: ["test/support/postgres.ts"],
    // What hangs is noticed by it, and not what a busy machine does late.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A worker loads the server once, and not for every file anew: no file changes what it imports.
    isolate: false,
    // By itself Vitest would leave a core free: on two cores, half of the machine.
    maxWorkers: "100%",
    projects: [
      // Rules, and routes on a real PostgreSQL.
      project("unit", 1, ["test/**/*.test.ts"], { exclude: [started, inBrowser] }),
      // The real main as a process of its own, or as several: one file at a time keeps both cores busy.
      project("start", 2, [started], { ...patient, fileParallelism: false }),
      project("browser", 3, [inBrowser], {
        ...patient,
        globalSetup: ["test/support/built-web.ts"],
        // Each with a server and a Chromium of its own.
        maxWorkers: 2,
        // A busy machine draws late; what must be quick measures itself.
        expect: { poll: { timeout: 15_000 } },
      }),
    ],
  },
});
