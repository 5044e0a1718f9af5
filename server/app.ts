import Fastify, { type FastifyInstance } from "fastify";
import type { Database } from "../db/client.ts";
import type { JobQueue } from "../db/jobs.ts";
import type { Replica } from "../db/replica.ts";
import { accountRoutes } from "./access/account/routes.ts";
import { openTryCounter } from "./access/limit-tries.ts";
import { passkeyRoutes } from "./access/passkeys/routes.ts";
import { peopleRoutes } from "./access/people/routes.ts";
import { auditRoutes } from "./access/audit/routes.ts";
import { openSessionReader } from "./access/read-session.ts";
import { accessRoutes } from "./access/routes.ts";
import { openSignIn } from "./access/sign-in.ts";
import { batchRoutes } from "./availability/batch/routes.ts";
import { figureRoutes } from "./availability/figures/routes.ts";
import { availabilityRoutes } from "./availability/routes.ts";
import { openKeyReader } from "./channels/keys/read-key.ts";
import { callRoutes } from "./channels/calls/routes.ts";
import { smsRoutes } from "./channels/sms/routes.ts";
import { callCodeRoutes } from "./channels/call-codes/routes.ts";
import { keyRoutes } from "./channels/keys/routes.ts";
import { linkRoutes } from "./channels/links/routes.ts";
import { openLinkSender } from "./channels/links/send-link.ts";
import { waysOf } from "./notify/notices/ways.ts";
import { reminderRoutes } from "./channels/reminders/routes.ts";
import type { Config } from "./config.ts";
import { addressRoutes } from "./directory/addresses/routes.ts";
import { careRoutes } from "./directory/care/routes.ts";
import { intakeRoutes } from "./directory/intake/routes.ts";
import { organizationRoutes } from "./directory/organizations/routes.ts";
import { ownListingRoutes } from "./directory/own-listing/routes.ts";
import { proposalRoutes } from "./directory/proposals/routes.ts";
import { directoryRoutes } from "./directory/routes.ts";
import { visibilityRoutes } from "./directory/visibility/routes.ts";
import type { CoverageKeeper } from "./gaps/coverage/keep-coverage.ts";
import { gapRoutes } from "./gaps/routes.ts";
import { healthRoutes } from "./health/routes.ts";
import { answerInTime } from "./http/answer-in-time.ts";
import { auditRefusals } from "./http/audit-refusals.ts";
import { refuseForeignOrigins } from "./http/check-origin.ts";
import { compressAnswers } from "./http/compression.ts";
import { openRequestCounter } from "./http/count-requests.ts";
import { describeRoutes, serveDocumentation } from "./http/documentation.ts";
import { demandAccess, identifyViewers } from "./http/identify-viewer.ts";
import { limitRequests, refuseUnderPressure, requestLimits } from "./http/limits.ts";
import { loggerFor, requestIds, tellRequestIds, type LogSink } from "./http/logging.ts";
import { measureRequests } from "./http/measure-requests.ts";
import { partWhenStopping } from "./http/part-when-stopping.ts";
import { sendSecurityHeaders } from "./http/security-headers.ts";
import type { LiveHub } from "./live/hub.ts";
import { liveRoutes } from "./live/routes.ts";
import type { Catalogue } from "./matching/catalogue.ts";
import type { OnAnswered } from "./matching/answered-search.ts";
import { matchingRoutes } from "./matching/routes.ts";
import type { Metrics } from "./metrics/open-metrics.ts";
import { metricsRoutes } from "./metrics/routes.ts";
import { attemptRoutes } from "./placements/attempts/routes.ts";
import { sentNoticeRoutes } from "./placements/notices/routes.ts";
import { placementRoutes } from "./placements/routes.ts";
import { watchRoutes } from "./placements/watches/routes.ts";
import type { Mailer } from "./notify/mailer.ts";
import { noticeRoutes } from "./notify/routes.ts";
import { answerClientError, answerProblems, answerUnreadableUrl } from "./problems.ts";
import type { SearchEngine } from "./search/engine.ts";
import { serializerCompiler } from "./serialization.ts";
import { validatorCompiler } from "./validation.ts";
import { webFiles } from "./web-files.ts";

export interface Dependencies {
  /** With `authSecret` known: it signs the sessions. */
  config: Config;
  database: Database;
  /** A read replica of it, for reads that promise nothing; left out: there is none. */
  replica?: Replica | undefined;
  clock: () => Date;
  catalogue: Catalogue;
  engine: SearchEngine;
  hub: LiveHub;
  coverage: CoverageKeeper;
  /** Hears of each search after it was answered. */
  onAnswered?: OnAnswered | undefined;
  /** What is done after the answer; `start/run-jobs.ts` says by whom. */
  jobs: JobQueue;
  /** How mail is sent; left out: not at all. */
  mail?: Mailer | undefined;
  /** Where figures are kept; left out: nowhere. They are shown where `METRICS_TOKEN` is set. */
  metrics?: Metrics | undefined;
  /** Whether the instance was asked to stop and finishes what still comes; left out: never. */
  stopping?: (() => boolean) | undefined;
  /** From when on the instance refuses, in place of what is usual. */
  pressure?: Parameters<typeof refuseUnderPressure>[1];
  /** The built web app; without it only the interface is served. */
  webFolder?: string;
  /** Where log lines go; standard output unless given. */
  logSink?: LogSink;
}

/** Builds the one app, in production as in tests. */
export const buildApp = async (dependencies: Dependencies): Promise<FastifyInstance> => {
  const { config, database, clock, mail, metrics, logSink } = dependencies;
  const tries = openTryCounter(database, config.authSecret ?? "", clock);
  const signIn = openSignIn(database, config, tries, mail);
  const access = {
    ...dependencies,
    signIn,
    sessions: openSessionReader(database, signIn, config),
    keys: openKeyReader(database, config, clock),
    tries,
  };
  const linkSettings = { secret: config.authSecret ?? "", publicUrl: config.publicUrl };
  const links = openLinkSender(database, linkSettings, waysOf(dependencies));
  const app: FastifyInstance = Fastify({
    ...requestLimits,
    trustProxy: [...config.trustedProxies],
    logger: loggerFor(config.logLevel, logSink),
    ...requestIds,
    frameworkErrors: answerUnreadableUrl,
    clientErrorHandler: answerClientError,
  });
  const requests = openRequestCounter(database, {
    secret: config.authSecret ?? "",
    clock: () => clock().getTime(),
    onFailure: (err) => app.log.warn({ err }, "requests are counted by this instance alone"),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // A body is JSON or nothing.
  app.removeContentTypeParser("text/plain");
  answerProblems(app);
  demandAccess(app);
  tellRequestIds(app);
  if (metrics) measureRequests(app, metrics);
  partWhenStopping(app, dependencies.stopping);
  sendSecurityHeaders(app, config);
  await refuseUnderPressure(app, dependencies.pressure);
  answerInTime(app, requestLimits.handlerTimeout);
  refuseForeignOrigins(app, config.publicUrl);
  await describeRoutes(app);
  await app.register(
    async (api) => {
      identifyViewers(api, access);
      auditRefusals(api, database);
      await limitRequests(api, config.rateLimitPerMinute, requests, config.keyLimitPerMinute);
      await compressAnswers(api);
      await api.register(accessRoutes, access);
      await api.register(accountRoutes, access);
      await api.register(passkeyRoutes, access);
      await api.register(peopleRoutes, access);
      await api.register(organizationRoutes, { database });
      await api.register(auditRoutes, dependencies);
      await api.register(directoryRoutes, dependencies);
      await api.register(addressRoutes, dependencies);
      await api.register(careRoutes, dependencies);
      await api.register(ownListingRoutes, dependencies);
      await api.register(proposalRoutes, dependencies);
      await api.register(visibilityRoutes, dependencies);
      await api.register(intakeRoutes, dependencies);
      await api.register(availabilityRoutes, dependencies);
      await api.register(batchRoutes, dependencies);
      await api.register(figureRoutes, dependencies);
      await api.register(keyRoutes, dependencies);
      await api.register(reminderRoutes, dependencies);
      await api.register(callCodeRoutes, dependencies);
      await api.register(smsRoutes, dependencies);
      await api.register(callRoutes, { ...dependencies, tries });
      await api.register(linkRoutes, { ...dependencies, links });
      await api.register(matchingRoutes, { ...dependencies, onMatched: metrics?.matched });
      await api.register(attemptRoutes, dependencies);
      await api.register(placementRoutes, dependencies);
      await api.register(watchRoutes, dependencies);
      await api.register(sentNoticeRoutes, dependencies);
      await api.register(noticeRoutes, { ...dependencies, tries });
      await api.register(gapRoutes, dependencies);
      await api.register(liveRoutes, dependencies);
      await api.register(healthRoutes, dependencies);
    },
    { prefix: "/api" },
  );
  await serveDocumentation(app);
  const { metricsToken } = config;
  if (metrics && metricsToken !== undefined) {
    await app.register(metricsRoutes, { metrics, metricsToken });
  }
  await app.register(webFiles, dependencies);
  return app;
};
