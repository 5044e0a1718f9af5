import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "../../db/client.ts";
import type { Kind } from "../../db/codes.ts";
import type { Replica, ReplicaReason } from "../../db/replica.ts";
import { freshnessOf, type Freshness } from "../directory/freshness.ts";
import type { LiveHub } from "../live/hub.ts";
import type { Catalogue } from "../matching/catalogue.ts";
import { findJobFigures } from "./jobs.repo.ts";
import type { SearchEngine } from "../search/engine.ts";

/** What the figures are read from. */
export interface Measured {
  catalogue: Catalogue;
  hub: LiveHub;
  database: Database;
  /** The directory's search; of one engine alone there are no figures. */
  engine?: SearchEngine;
  /** A read replica; without one there are no figures of it. */
  replica?: Replica | undefined;
  clock: () => Date;
  /** Milliseconds by which this machine's clock is ahead of the database's, which `clock` tells. */
  clockAhead?: () => number;
}

/** The figures of one instance, for Prometheus. */
export interface Metrics {
  /** Tells of one answered request: seconds, and the route, never the address. */
  readonly answered: (request: {
    method: string;
    route: string;
    status: number;
    seconds: number;
  }) => void;
  /** Tells how long the pure matching took, in seconds. */
  readonly matched: (seconds: number) => void;
  /** Tells which engine answered a search of the directory, and why not the other. */
  readonly searched: (answer: { engine: string; reason: string | null }) => void;
  /** Tells of one read that the replica might answer; the reason why the primary did. */
  readonly readElsewhere: (reason: ReplicaReason | null) => void;
  /** For figures that other parts keep. */
  readonly registry: Registry;
}

const requestBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const matchBuckets = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.025, 0.1];

/** How many pools of each kind have a count of each age; without pools, a kind is left out. */
const countFreshness = ({ catalogue, clock }: Measured): Map<Kind, Map<Freshness, number>> => {
  const now = clock();
  const counts = new Map<Kind, Map<Freshness, number>>();
  for (const id of catalogue.index.ids()) {
    const program = catalogue.index.find(id);
    for (const { observedAt } of program?.pools ?? []) {
      if (!program) continue;
      const ofKind = counts.get(program.kind) ?? new Map<Freshness, number>();
      const freshness = freshnessOf(observedAt, now);
      ofKind.set(freshness, (ofKind.get(freshness) ?? 0) + 1);
      counts.set(program.kind, ofKind);
    }
  }
  return counts;
};

const openGauges = (registry: Registry, measured: Measured): void => {
  const { catalogue, hub, engine, replica, clock, clockAhead } = measured;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name: `harborlight_${name}`, help, registers: [registry] },
      collect() {
        this.set(read());
      },
    });
  gauge("catalogue_age_seconds", "How long ago the catalogue was known to be complete", () =>
    Math.max(0, (clock().getTime() - catalogue.asOf.getTime()) / 1000),
  );
  gauge("catalogue_current", "1 while the catalogue follows the database", () =>
    Number(catalogue.current),
  );
  gauge("catalogue_programs", "Active programs held in memory", () => catalogue.size);
  if (engine?.standing) {
    const standing = engine.standing.bind(engine);
    gauge(
      "search_index_lag_seconds",
      "How far Meilisearch's index was behind when last seen",
      () => standing().lagSeconds ?? Number.NaN,
    );
    gauge("search_breaker_open", "1 while Meilisearch is left alone because it failed", () =>
      Number(standing().held),
    );
    gauge("search_indexing_failing", "1 while the index cannot be kept in step", () =>
      Number(standing().indexing === "failing"),
    );
  }
  if (replica) {
    gauge(
      "replica_lag_seconds",
      "How far the read replica is behind at most",
      () => replica.standing().lagSeconds ?? Number.NaN,
    );
    gauge("replica_left_out", "1 while the primary answers in the replica's place", () =>
      Number(replica.standing().reason !== null),
    );
  }
  if (clockAhead) {
    gauge(
      "clock_ahead_seconds",
      "How far this machine's clock is ahead of the database's",
      () => clockAhead() / 1000,
    );
  }
  gauge("live_viewers", "Open live streams", () => hub.viewers);
  new Gauge({
    name: "harborlight_bed_pools",
    help: "Bed pools by kind of program and age of their count",
    labelNames: ["kind", "freshness"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, counts] of countFreshness(measured)) {
        for (const [freshness, pools] of counts) this.set({ kind, freshness }, pools);
      }
    },
  });
};

const jobStates = ["waiting", "running", "failed"] as const;

/** Of all instances together; while the database is away nothing is told of jobs. */
const openJobGauges = (registry: Registry, { database }: Measured): void => {
  const oldest = new Gauge({
    name: "harborlight_jobs_oldest_seconds",
    help: "How long the job that has waited longest is due",
    registers: [registry],
  });
  const jobs = new Gauge({
    name: "harborlight_jobs",
    help: "Jobs by name and state: waiting to be done, running, failed for good",
    labelNames: ["job_name", "state"],
    registers: [registry],
    async collect() {
      const figures = await findJobFigures(database.read).catch(() => undefined);
      jobs.reset();
      oldest.reset();
      if (figures === undefined) {
        oldest.remove();
        return;
      }
      oldest.set(Math.max(0, ...figures.map(({ oldestSeconds }) => oldestSeconds)));
      for (const each of figures) {
        for (const state of jobStates) this.set({ job_name: each.name, state }, each[state]);
      }
    },
  });
};

/** Opens the figures of an app; each app has its own. */
export const openMetrics = (measured: Measured): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  openGauges(registry, measured);
  openJobGauges(registry, measured);
  const requests = new Histogram({
    name: "harborlight_request_seconds",
    help: "Time from a request's arrival to the end of its answer, by route",
    labelNames: ["method", "route", "status"],
    buckets: requestBuckets,
    registers: [registry],
  });
  const failures = new Counter({
    name: "harborlight_failed_requests_total",
    help: "Requests answered with a status of 500 or above, by route",
    labelNames: ["method", "route"],
    registers: [registry],
  });
  const matches = new Histogram({
    name: "harborlight_match_seconds",
    help: "Time that judging all programs against one need took",
    buckets: matchBuckets,
    registers: [registry],
  });
  const searches = new Counter({
    name: "harborlight_directory_searches_total",
    help: "Searches of the directory by the engine that answered, and why not Meilisearch",
    labelNames: ["engine", "reason"],
    registers: [registry],
  });
  const elsewhere = new Counter({
    name: "harborlight_replica_reads_total",
    help: "Reads that the replica might answer, by the server that did and why not the replica",
    labelNames: ["server", "reason"],
    registers: [registry],
  });
  return {
    registry,
    readElsewhere: (reason) =>
      elsewhere.inc({ server: reason === null ? "replica" : "primary", reason: reason ?? "none" }),
    searched: ({ engine, reason }) => searches.inc({ engine, reason: reason ?? "none" }),
    answered: ({ method, route, status, seconds }) => {
      requests.observe({ method, route, status }, seconds);
      if (status >= 500) failures.inc({ method, route });
    },
    matched: (seconds) => matches.observe(seconds),
  };
};
