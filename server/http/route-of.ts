import type { FastifyRequest } from "fastify";

/**
 * The route that was asked, as people write it; undefined: none. The router has a colon that stands
 * for itself as two.
 */
export const routeOf = ({
  routeOptions,
}: Pick<FastifyRequest, "routeOptions">): string | undefined =>
  routeOptions.url?.replaceAll("::", ":");
