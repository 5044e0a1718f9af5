import type { FastifyInstance } from "fastify";
import type { Metrics } from "../metrics/open-metrics.ts";
import { routeOf } from "./route-of.ts";

/** Counts and times every request by its route; live streams last as long as their viewer stays. */
export const measureRequests = (app: FastifyInstance, metrics: Metrics): void => {
  app.addHook("onResponse", async (request, reply) => {
    metrics.answered({
      ...{ method: request.method, route: routeOf(request) ?? "none", status: reply.statusCode },
      seconds: reply.elapsedTime / 1000,
    });
  });
};
