import { eq } from "drizzle-orm";
import { openDatabase } from "../../db/client.ts";
import { jobQueue } from "../../db/jobs.ts";
import { programs } from "../../db/schema/index.ts";
import { openSessionReader } from "../../server/access/read-session.ts";
import { openTryCounter } from "../../server/access/limit-tries.ts";
import { openSignIn } from "../../server/access/sign-in.ts";
import type { Viewer } from "../../server/access/viewer.ts";
import { buildApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { compressAnswers } from "../../server/http/compression.ts";
import { identifyViewers } from "../../server/http/identify-viewer.ts";
import { openRequestCounter } from "../../server/http/count-requests.ts";
import { limitRequests } from "../../server/http/limits.ts";
import { openCoverage } from "../../server/gaps/coverage/keep-coverage.ts";
import { smallestSearch } from "../../server/health/observe.ts";
import { openHub } from "../../server/live/hub.ts";
import { giveBackMemory } from "../../server/start/give-back-memory.ts";
import { runJobs } from "../../server/start/run-jobs.ts";
import { openCatalogue } from "../../server/matching/catalogue.ts";
import { MatchAnswer, MatchQuery } from "../../server/matching/contract.ts";
import { answerMatches } from "../../server/matching/answer-matches.ts";
import { findCounty } from "../../server/directory/places.ts";
import { openSearch } from "../../server/search/open-search.ts";

// The server under measurement, in a process of its own, with the yardsticks as routes more.
const config = readConfig();
const database = openDatabase(config.databaseUrl ?? "");
const clock = () => new Date();
const catalogue = await openCatalogue(database, { clock });
const hub = await openHub(database, { clock });
const searched = openDatabase(config.databaseUrl ?? "", 6, "harborlight_search");
const complain = (error: unknown) => console.error(error);
const { engine, worker: indexer } = await openSearch(searched, config.meilisearch, {
  countyCentre: findCounty,
  reports: {
    onTurn: (_served, error) => error && complain(error),
    onRetry: complain,
    onGiveUp: complain,
  },
});
// What is measured is searching, and not the first making of an index.
await indexer?.settle();
const coverage = openCoverage(catalogue, { clock });
const jobs = jobQueue(config.databaseUrl ?? "", { byHand: true, onFailure: console.error });
const dependencies = { config, database, clock, catalogue, coverage, hub, engine, jobs };
runJobs(dependencies);
await jobs.open();
const app = await buildApp(dependencies);

const worker: Viewer = {
  kind: "user",
  userId: "worker",
  name: "Worker",
  email: "worker@training.test",
  role: "worker",
  programIds: new Set(),
  leadOf: new Set(),
};
const signIn = openSignIn(database, config, openTryCounter(database, "", clock));
const sessions = openSessionReader(database, signIn, config);

// Among what every route of the interface goes through: session, limits, compression.
await app.register(async (api) => {
  identifyViewers(api, { sessions, signIn });
  const counter = openRequestCounter(database, { secret: "bench" });
  await limitRequests(api, config.rateLimitPerMinute, counter);
  await compressAnswers(api);
  api.get<{ Params: { id: string } }>(
    "/bench/row/:id",
    { config: { access: "anyone" }, schema: { hide: true } },
    async (request) => {
      const [row] = await database.read
        .select({ id: programs.id, name: programs.name, kind: programs.kind })
        .from(programs)
        .where(eq(programs.id, request.params.id));
      return row;
    },
  );
});

// The same answer for a worker whom nobody asked who they are.
app.post<{ Body: MatchQuery }>(
  "/bench/matches",
  {
    config: { access: "anyone" },
    schema: { hide: true, body: MatchQuery, response: { 200: MatchAnswer } },
  },
  async ({ body }) => answerMatches(catalogue, worker, body, clock()),
);

// As a start does before it serves.
await engine.search(smallestSearch);
giveBackMemory();
const address = await app.listen({ port: 0, host: "127.0.0.1" });
process.send?.({ address });
process.once("disconnect", () => process.exit(0));
