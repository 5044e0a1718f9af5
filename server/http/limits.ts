import { getHeapStatistics } from "node:v8";
import fastifyRateLimit, { normalizeIP } from "@fastify/rate-limit";
import fastifyUnderPressure from "@fastify/under-pressure";
import type { FastifyInstance, FastifyServerOptions } from "fastify";
import type { Counted, RequestCounter } from "./count-requests.ts";

/** How large and how slow a request may be. */
export const requestLimits = {
  bodyLimit: 256 * 1024,
  /** A request must have arrived within this time, and be answered within the next. */
  requestTimeout: 30_000,
  handlerTimeout: 20_000,
} satisfies FastifyServerOptions;

const pressure = {
  // Looked at each second, a machine that was paused would refuse everybody for the next.
  sampleInterval: 5000,
  maxEventLoopDelay: 2500,
  maxHeapUsedBytes: 0.9 * getHeapStatistics().heap_size_limit,
  retryAfter: 5,
};

/** Refuses with 503 while the process is seconds behind for seconds on end, or nearly out of memory. */
export const refuseUnderPressure = async (
  app: FastifyInstance,
  limits: Partial<typeof pressure> = {},
): Promise<void> => {
  await app.register(fastifyUnderPressure, { ...pressure, ...limits });
};

/** How the rate limit's library asks for a count; any route's counts are everybody's of that person. */
const storeOn = (counter: RequestCounter) =>
  class implements fastifyRateLimit.FastifyRateLimitStore {
    incr(
      key: string,
      answer: (error: Error | null, counted: Counted) => void,
      windowMs: number,
    ): void {
      answer(null, counter.count(key, windowMs));
    }
    child(): this {
      return this;
    }
  };

/** Limits requests by each person, by each API key, and by address of who is not signed in. */
export const limitRequests = async (
  app: FastifyInstance,
  perMinute: number,
  counter: RequestCounter,
  perMinuteOfKey = perMinute,
): Promise<void> => {
  await app.register(fastifyRateLimit, {
    max: ({ viewer }) =>
      viewer.kind === "user" && viewer.key !== undefined ? perMinuteOfKey : perMinute,
    timeWindow: "1 minute",
    store: storeOn(counter),
    keyGenerator: ({ viewer, ip }) =>
      viewer.kind === "anonymous"
        ? `address ${normalizeIP(ip)}`
        : viewer.key === undefined
          ? `person ${viewer.userId}`
          : `key ${viewer.key}`,
  });
  app.addHook("onClose", () => counter.stop());
};
