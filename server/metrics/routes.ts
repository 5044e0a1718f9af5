import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyPluginAsync } from "fastify";
import { notFound } from "../errors.ts";
import type { Metrics } from "./open-metrics.ts";

export interface MetricsDependencies {
  metrics: Metrics;
  /** Whoever asks must say it as `Authorization: Bearer …`. */
  metricsToken: string;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Figures for Prometheus; to who does not know the token, there is nothing. */
export const metricsRoutes: FastifyPluginAsync<MetricsDependencies> = async (
  app,
  { metrics, metricsToken },
) => {
  const expected = digest(`Bearer ${metricsToken}`);
  app.get(
    "/metrics",
    { exposeHeadRoute: false, config: { access: "anyone" }, schema: { hide: true } },
    async (request, reply) => {
      const given = digest(request.headers.authorization ?? "");
      if (!timingSafeEqual(given, expected)) throw notFound();
      return reply
        .header("content-type", metrics.registry.contentType)
        .header("cache-control", "no-store")
        .send(await metrics.registry.metrics());
    },
  );
};
