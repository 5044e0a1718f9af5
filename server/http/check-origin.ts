import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../errors.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether the page is of the very host that was asked, by another name than the public one. */
const isHostAsked = (origin: string, host: string, publicOrigin: string): boolean =>
  host !== new URL(publicOrigin).host && URL.canParse(origin) && new URL(origin).host === host;

/**
 * Whether another site's page may have made this request. A browser names the page's origin with
 * every write, or at least says by `Sec-Fetch-Site` how it relates; a client that says neither is
 * no browser, so no page can have borrowed its cookies.
 */
const isForeign = (request: FastifyRequest, publicOrigin: string): boolean => {
  const { origin } = request.headers;
  if (origin === publicOrigin) return false;
  if (origin !== undefined) return !isHostAsked(origin, request.host, publicOrigin);
  const site = request.headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
};

/** Refuses every write that comes from another site than `publicUrl` or the host that was asked. */
export const refuseForeignOrigins = (app: FastifyInstance, publicUrl: string): void => {
  const publicOrigin = new URL(publicUrl).origin;
  app.addHook("onRequest", async (request) => {
    if (safe.has(request.method) || !isForeign(request, publicOrigin)) return;
    throw new DomainError("foreign_origin", "Send this from Harborlight's own pages.");
  });
};
