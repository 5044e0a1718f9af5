import { setTimeout as pause } from "node:timers/promises";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import { resolveNeed } from "../../server/matching/resolve-need.ts";
import { allCounties } from "../../server/directory/places.ts";
import { computeCoverage } from "../../server/gaps/coverage/compute-coverage.ts";
import { needProfiles, type ProfileNeed } from "../../server/gaps/profiles/need-profiles.ts";
import { load, trainingCookie } from "./load.ts";
import { inWords, quantile, type Row } from "./row.ts";
import { runServer } from "./run-server.ts";
import { syntheticFacts } from "./synthetic-facts.ts";

const programs = 10_000;
const mostSeconds = 3;
const mostMegabytes = 500;
const mostP95 = 50;
const rounds = 3;

/** Every county and profile in one go, beside one county of every profile; and what it leaves free. */
export const benchCoverage = async (): Promise<Row[]> => {
  const now = new Date();
  const index = new ProgramIndex();
  for (const facts of syntheticFacts(programs, now)) index.put(facts);
  const counties = allCounties();
  const needs: ProfileNeed[] = Object.values(needProfiles);
  const searches = needs.map(resolveNeed);
  const run = (of: typeof counties) => {
    const began = performance.now();
    let [last, longest] = [began, 0];
    for (const steps = computeCoverage(index, searches, of, now); steps.next().done !== true;) {
      const at = performance.now();
      longest = Math.max(longest, at - last);
      last = at;
    }
    return { seconds: (performance.now() - began) / 1000, longest };
  };
  run(counties);
  const runs = Array.from({ length: rounds }, () => run(counties));
  const seconds = quantile(
    runs.map((each) => each.seconds),
    0.5,
  );
  const one = run(counties.slice(0, 1)).seconds;
  const longest = Math.max(...runs.map((each) => each.longest));
  const megabytes = process.memoryUsage().rss / 1e6;
  return [
    {
      what: `coverage of ${counties.length.toLocaleString("en")} counties for ${needs.length} profiles, ${programs.toLocaleString("en")} programs`,
      measured: `${seconds.toFixed(2)} s, at most ${longest.toFixed(0)} ms at a time; ${megabytes.toFixed(0)} MB resident`,
      yardstick: `one county: ${(one * 1000).toFixed(0)} ms`,
      ratio: seconds / one,
      target: `under ${mostSeconds} s and ${mostMegabytes} MB`,
      met: seconds < mostSeconds && megabytes < mostMegabytes,
    },
  ];
};

/** While the first table is worked out a question may be refused for now. */
const untilAnswered = async (url: string, headers: Record<string, string>): Promise<void> => {
  for (let left = 30; left > 0; left -= 1) {
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    if (answer.ok) return;
    await pause(2000);
  }
  throw new Error("Coverage is not answered.");
};

/** Answers from the table over HTTP, 20 connections each: of the country, a state and a county. */
export const benchCoverageOverHttp = async (url: string, size: number): Promise<Row[]> => {
  const server = await runServer(url);
  try {
    const cookie = await trainingCookie(server.address, "analyst");
    const headers = { cookie, "accept-encoding": "br" };
    const get = (query: string) => [{ method: "GET" as const, path: `/api/gaps/${query}` }];
    const national = get("coverage?profile=girl_16");
    // The first question waits until everything has been worked out.
    await untilAnswered(`${server.address}${national[0]?.path ?? ""}`, headers);
    await load(server.address, national, headers, 2);
    const county = await load(server.address, get("coverage?county=06001"), headers, 5);
    const measured = async (what: string, query: string): Promise<Row> => {
      const times = await load(server.address, get(query), headers, 5);
      const p95 = Math.max(quantile(times, 0.95), quantile(county, 0.95));
      return {
        what: `${what} over HTTP, ${size.toLocaleString("en")} programs`,
        measured: inWords(times),
        yardstick: `one county, all profiles: ${inWords(county)}`,
        ratio: quantile(times, 0.5) / quantile(county, 0.5),
        target: `p95 under ${mostP95} ms`,
        met: p95 < mostP95,
      };
    };
    return [
      await measured("coverage of the country for one profile", "coverage?profile=girl_16"),
      await measured("unmet need of a state", "unmet?state=CA"),
      await measured("nearest services of a state", "services?state=CA"),
    ];
  } finally {
    await server.stop();
  }
};
