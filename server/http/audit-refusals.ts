import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { recordAudit } from "../access/audit/record-audit.ts";
import type { Database } from "../../db/client.ts";
import { routeOf } from "./route-of.ts";

const audited = new Set([401, 403, 404, 413, 429]);
const reading = new Set(["GET", "HEAD", "OPTIONS"]);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A refusal that is repeated within this time is the same one: a screen that asks on, a flood. */
const sameWithinMs = 60_000;
/** Who is nobody could make up ids, cookies and addresses without end, and fill the audit. */
const sameOfNobodyWithinMs = 15 * 60_000;

/** Refused for who asked or what was smuggled; a search with a misspelt filter is no such thing. */
const isAudited = ({ method }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  audited.has(statusCode) || (statusCode === 400 && !reading.has(method));

/** Without a session or the claim of one, looking and being asked to sign in is everybody's. */
const isNobodys = ({ viewer, headers }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  viewer.kind === "anonymous" &&
  headers.cookie === undefined &&
  (statusCode === 401 || statusCode === 404);

const asked = ({ params }: FastifyRequest): string | null => {
  const id: unknown = typeof params === "object" && params ? Reflect.get(params, "id") : undefined;
  return typeof id === "string" && uuid.test(id) ? id : null;
};

/**
 * Writes into the audit what was refused to somebody who is signed in, who came with a cookie that
 * no session is behind, or who sent what no page of ours sends: the route, never the address, and
 * the id that was asked for. What is past a limit of requests is one entry a person and minute.
 */
export const auditRefusals = (app: FastifyInstance, database: Database): void => {
  const lately = new LRUCache<string, true>({ max: 10_000 });
  app.addHook("onResponse", async (request, reply) => {
    const route = routeOf(request);
    const { viewer } = request;
    if (!isAudited(request, reply) || isNobodys(request, reply) || route === undefined) return;
    const status = reply.statusCode;
    const key = viewer.kind === "user" ? viewer.key : undefined;
    const actor = viewer.kind === "user" && key === undefined ? viewer : null;
    const id = (actor ?? key) && status !== 429 && asked(request);
    const details = { method: request.method, status, ...(id && { id }), ...(key && { key }) };
    const refusal = JSON.stringify([actor?.userId, status === 429 ? null : [route, details]]);
    if (lately.has(refusal)) return;
    lately.set(refusal, true, { ttl: (actor ?? key) ? sameWithinMs : sameOfNobodyWithinMs });
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
      lately.delete(refusal);
      request.log.error({ err }, "a refusal could not be audited");
    }
  });
};
