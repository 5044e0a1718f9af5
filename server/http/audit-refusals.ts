import type { FastifyInstance, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { recordAudit } from "../access/audit/record-audit.ts";
import type { Database } from "../../db/client.ts";

const audited = new Set([401, 403, 404]);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A refusal that is repeated within this time is the same one: a screen that asks on, a flood. */
const sameWithinMs = 60_000;

const asked = (request: FastifyRequest): string | null => {
  const { params } = request;
  const id: unknown = typeof params === "object" && params ? Reflect.get(params, "id") : undefined;
  return typeof id === "string" && uuid.test(id) ? id : null;
};

/**
 * Writes into the audit what was refused to somebody who is signed in, or who came with a cookie
 * that no session is behind: the route, never the address, and the id that was asked for.
 */
export const auditRefusals = (app: FastifyInstance, database: Database): void => {
  const lately = new LRUCache<string, true>({ max: 10_000, ttl: sameWithinMs });
  app.addHook("onResponse", async (request, reply) => {
    const { url: route } = request.routeOptions;
    const { viewer } = request;
    if (!audited.has(reply.statusCode) || route === undefined) return;
    if (viewer.kind === "anonymous" && request.headers.cookie === undefined) return;
    const actor = viewer.kind === "user" ? viewer : null;
    // Of who is nobody one entry a route is enough: ids and cookies can be made up without end.
    const id = actor && asked(request);
    const details = { method: request.method, status: reply.statusCode, ...(id && { id }) };
    const key = JSON.stringify([actor?.userId, route, details]);
    if (lately.has(key)) return;
    lately.set(key, true);
    try {
      await database.transaction((tx) =>
        recordAudit(tx, {
          actor,
          action: "refused",
          subject: { type: "route", id: route },
          details,
        }),
      );
    } catch (err) {
      lately.delete(key);
      request.log.error({ err }, "a refusal could not be audited");
    }
  });
};
