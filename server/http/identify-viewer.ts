import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import type { Session } from "../access/access.repo.ts";
import type { SessionReader } from "../access/read-session.ts";
import { admit, type RouteAccess } from "../access/route-access.ts";
import type { SecondFactorState } from "../access/second-factor-rule.ts";
import type { KeyReader } from "../channels/keys/read-key.ts";
import type { SignIn } from "../access/sign-in.ts";
import { DomainError } from "../errors.ts";
import { anonymous, type Viewer } from "../access/viewer.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Every route as it was registered, for whoever lists or checks their access. */
    registeredRoutes: readonly RouteOptions[];
  }
  interface FastifyRequest {
    /** Who asks, as the session says; set before any handler runs. */
    viewer: Viewer;
    /** The session's id, which opens nothing by itself; undefined for an anonymous viewer. */
    sessionId: string | undefined;
    /** The signed-in person's second factor; undefined for an anonymous viewer. */
    secondFactor: SecondFactorState | undefined;
    /** Asks anew who this is, for answers that last longer than a session may. */
    viewerNow(): Promise<Viewer>;
  }
  interface FastifyContextConfig {
    /** Who may call the route; a route that does not say so is not registered. */
    access: RouteAccess;
    /** Answers from memory, so it may answer a known viewer while the database is away. */
    withoutDatabase?: boolean;
    /** Also serves the API keys of programs' own systems. */
    apiKeys?: boolean;
    /** Knows also who has to set a second factor first; to every other route they are nobody. */
    enrolling?: boolean;
  }
}

const sessionOf = new WeakMap<FastifyRequest, Session>();
const systemOf = new WeakMap<FastifyRequest, Viewer>();

/** Whether the session makes its person known to the route. */
const counts = ({ secondFactor }: Session, { routeOptions }: FastifyRequest): boolean =>
  secondFactor !== "needed" || routeOptions.config.enrolling === true;

/** Gives every request a viewer, anonymous until told otherwise, and demands access of every route. */
export const demandAccess = (app: FastifyInstance): void => {
  app.decorateRequest("viewer", {
    getter(this: FastifyRequest) {
      const system = systemOf.get(this);
      if (system) return system;
      const session = sessionOf.get(this);
      return session && counts(session, this) ? session.viewer : anonymous;
    },
  });
  app.decorateRequest("secondFactor", {
    getter(this: FastifyRequest) {
      return sessionOf.get(this)?.secondFactor;
    },
  });
  app.decorateRequest("sessionId", {
    getter(this: FastifyRequest) {
      return sessionOf.get(this)?.id;
    },
  });
  const routes: RouteOptions[] = [];
  app.decorate("registeredRoutes", routes);
  app.addHook("onRoute", (route) => {
    // Under the address by which it is called: a colon of its own is written twice.
    routes.push(route.url.includes("::") ? { ...route, url: route.url.replace("::", ":") } : route);
  });
  app.addHook("onReady", async () => {
    const silent = routes.filter((route) => route.config?.access === undefined);
    if (silent.length === 0) return;
    const names = silent.map(({ method, url }) => `${[method].flat().join(", ")} ${url}`);
    throw new Error(`These routes do not state their access: ${names.join("; ")}.`);
  });
};

/** States the access of routes that a plugin registers in `app`'s scope. */
export const stateAccess = (app: FastifyInstance, access: RouteAccess): void => {
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, access };
  });
};

/** Resolves each request's session to its viewer and lets pass only whom the route admits. */
export const identifyViewers = (
  app: FastifyInstance,
  { sessions, signIn, keys }: { sessions: SessionReader; signIn: SignIn; keys?: KeyReader },
): void => {
  app.decorateRequest("viewerNow", async function (this: FastifyRequest) {
    const session = await sessions.read(this.headers.cookie, false);
    return session && counts(session, this) ? session.viewer : anonymous;
  });
  const renew = async (cookie: string, reply: FastifyReply): Promise<void> => {
    const { cookies } = await signIn.renew(cookie);
    if (cookies.length > 0) reply.header("set-cookie", cookies);
  };
  app.addHook("onRequest", async (request, reply) => {
    // What one viewer may see, no cache may keep for another.
    reply.header("cache-control", "no-store");
    const { cookie, authorization } = request.headers;
    const { access, withoutDatabase = false, apiKeys = false } = request.routeOptions.config;
    if (apiKeys && authorization !== undefined) {
      const system = await keys?.read(authorization);
      if (!system) throw new DomainError("not_signed_in", "This API key does not work.");
      systemOf.set(request, system);
      admit(system, access);
      return;
    }
    const session = await sessions.read(cookie, withoutDatabase);
    if (session && cookie !== undefined) {
      sessionOf.set(request, session);
      if (!withoutDatabase && sessions.isDue(session)) await renew(cookie, reply);
    }
    if (session && !counts(session, request) && access !== "anyone") {
      throw new DomainError("second_factor_required", "Set your second factor first.");
    }
    admit(request.viewer, access);
  });
};
