import { setTimeout as pause } from "node:timers/promises";
import { failureText } from "../../db/cannot-start.ts";
import { openDatabase, together } from "../../db/client.ts";
import { openDatabaseClock } from "../../db/database-clock.ts";
import { jobQueue } from "../../db/jobs.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { openReplica } from "../../db/replica.ts";
import { prepareAppLogin } from "../../db/roles.ts";
import { seedDataset } from "../../seed/seed-dataset.ts";
import { inviteFirstAdministrator } from "../access/people/invite-first-administrator.ts";
import { buildApp } from "../app.ts";
import type { Config } from "../config.ts";
import { findCounty } from "../directory/places.ts";
import { openCoverage } from "../gaps/coverage/keep-coverage.ts";
import { openDemand } from "../gaps/demand/keep-demand.ts";
import { smallestSearch } from "../health/observe.ts";
import { openHub } from "../live/hub.ts";
import type { AnsweredSearch } from "../matching/answered-search.ts";
import { openCatalogue } from "../matching/catalogue.ts";
import { openMetrics, type Metrics } from "../metrics/open-metrics.ts";
import { openMail } from "../notify/open-mail.ts";
import { followHolds } from "../placements/jobs.ts";
import { followWatches } from "../placements/watches/jobs.ts";
import { workSearchJobs } from "../search/meilisearch/verify-nightly.ts";
import { openSearch } from "../search/open-search.ts";
import { buildWeb } from "./build-web.ts";
import { giveBackMemory } from "./give-back-memory.ts";
import { openStorage } from "./open-storage.ts";
import { reportIndex } from "./report-index.ts";
import { reportReplica } from "./report-replica.ts";
import { runJobs } from "./run-jobs.ts";
import { sessionSecret } from "./session-secret.ts";
import { addressRefusal, requireFreeAddress } from "./take-port.ts";

export interface Running {
  /**
   * Says by its health that it stops and serves on for `drainSeconds`, then takes no more requests,
   * finishes those under way, and closes what they need.
   */
  stop(): Promise<void>;
}

const searchConnections = 6;

/** Brings the database to this version's schema and data, as its owner, who then leaves. */
const prepareStore = async (ownerUrl: string, config: Config): Promise<string> => {
  await migrateDatabase(ownerUrl);
  const owner = openDatabase(ownerUrl, 4);
  try {
    await seedDataset(owner, config.dataset, { now: new Date() });
  } finally {
    await owner.close();
  }
  return config.databaseAppUrl ?? prepareAppLogin(ownerUrl);
};

/** Opens the prepared database with no more rights than needed; it closes with `opened`. */
const openStore = async (config: Config, clone: string, opened: AsyncDisposableStack) => {
  const storage = await openStorage(config, clone);
  opened.defer(() => storage.stop());
  const appUrl = await prepareStore(storage.databaseUrl, config);
  const database = openDatabase(appUrl);
  opened.defer(() => database.close());
  const searched = openDatabase(appUrl, searchConnections, "harborlight_search");
  opened.defer(() => searched.close());
  return {
    appUrl,
    database,
    searched,
    authSecret: config.authSecret ?? sessionSecret(storage.folder),
  };
};

/**
 * Starts everything that one instance is made of and listens.
 * @param clone the folder of this clone: the web app is built in it
 * @throws CannotStart with what to do; nothing is left running then
 */
export const startHarborlight = async (
  config: Config,
  clone: string,
  { serveWeb }: { serveWeb: boolean },
): Promise<Running> => {
  await using opened = new AsyncDisposableStack();
  await requireFreeAddress(config);
  // The two slowest steps need nothing of each other.
  const abandon = new AbortController();
  opened.defer(() => abandon.abort());
  const building = serveWeb ? buildWeb(clone, abandon.signal) : Promise.resolve(undefined);
  building.catch(() => undefined);
  const { appUrl, database, searched, authSecret } = await openStore(config, clone, opened);
  const webFolder = await building;
  let onFailure = (error: unknown) => console.error(failureText(error));
  const time = await openDatabaseClock(database, {
    onFailure: (error) => onFailure(error),
  });
  opened.defer(() => time.stop());
  const clock = time.now;
  const reading = openCatalogue(database, { clock, onFailure: (error) => onFailure(error) });
  reading.catch(() => undefined);
  opened.defer(async () => (await reading.catch(() => undefined))?.stop());
  const hub = await openHub(database, { clock, onFailure: (error) => onFailure(error) });
  opened.defer(() => hub.stop());
  const demand = openDemand(database, { onFailure: (error) => onFailure(error) });
  opened.defer(() => demand.stop());
  const replicaReports = reportReplica();
  const replica =
    config.replica && (await openReplica(config.replica, appUrl, database, replicaReports.reports));
  opened.defer(() => replica?.stop());
  const index = reportIndex();
  let onServed: Metrics["searched"] = () => undefined;
  const search = await openSearch(searched, config.meilisearch, {
    countyCentre: findCounty,
    replica,
    reports: { ...index.reports, onServed: (served) => onServed(served) },
  });
  opened.defer(() => search.stop());
  const { engine } = search;
  // The first search reads what the others have at hand.
  const [catalogue] = await together([reading, engine.search(smallestSearch)]);
  const coverage = openCoverage(catalogue, { clock, onFailure: (error) => onFailure(error) });
  opened.defer(() => coverage.stop());
  let onUnsent = (error: unknown) => console.error(failureText(error));
  if (config.firstAdministrator !== undefined) {
    await inviteFirstAdministrator(database, config.firstAdministrator, clock());
  }
  const mail = openMail(config, { print: console.log, onFailure: (error) => onUnsent(error) });
  opened.defer(() => mail?.close());
  let stopping = false;
  let onFailedJob = (error: unknown, _job?: string) => console.error(failureText(error));
  const jobs = jobQueue(appUrl, { onFailure: (error, job) => onFailedJob(error, job) });
  const measured = {
    ...{ catalogue, hub, database, engine, replica, clock },
    clockAhead: time.ahead,
  };
  const metrics = config.metricsToken === undefined ? undefined : openMetrics(measured);
  if (metrics) {
    onServed = metrics.searched;
    replicaReports.countReads(metrics.readElsewhere);
  }
  const dependencies = {
    ...{ config: { ...config, authSecret }, database, clock, catalogue, engine, hub, jobs, mail },
    replica,
    onAnswered: (search: AnsweredSearch) => demand.note(search),
    ...{ coverage, metrics },
    stopping: () => stopping,
  };
  runJobs(dependencies);
  workSearchJobs(jobs, search.verify);
  await jobs.open();
  opened.defer(() => jobs.stop());
  const app = await buildApp({
    ...dependencies,
    ...(webFolder === undefined ? {} : { webFolder }),
  });
  index.useLog(app.log);
  replicaReports.useLog(app.log);
  onFailure = (err) => app.log.warn({ err }, "changes could not be read; trying again");
  onFailedJob = (err, job) => app.log.error({ err, job }, "a job failed");
  onUnsent = (err) => app.log.error({ err }, "mail could not be sent");
  opened.defer(() => app.close());
  giveBackMemory();
  await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw addressRefusal(error, config);
  });
  coverage.start();
  await jobs.start();
  const told = await followHolds({ jobs, database }, (error) => onFailure(error));
  opened.defer(() => told.stop());
  const watched = await followWatches({ jobs, database, clock }, (error) => onFailure(error));
  opened.defer(() => watched.stop());
  const running = opened.move();
  return {
    stop: async () => {
      stopping = true;
      await pause(config.drainSeconds * 1000);
      await running.disposeAsync();
    },
  };
};
