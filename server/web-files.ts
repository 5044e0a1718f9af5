import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";
import { stateAccess } from "./http/identify-viewer.ts";

export interface WebFiles {
  /** The built web app's folder; undefined where only the interface is served. */
  webFolder?: string;
}

const forever = "public, max-age=31536000, immutable";

/** Serves the built web app; every path that is no file and no part of the interface is a screen of it. */
export const webFiles: FastifyPluginAsync<WebFiles> = async (app, { webFolder }) => {
  if (webFolder === undefined) return;
  stateAccess(app, "anyone");
  await app.register(fastifyStatic, {
    root: webFolder,
    // Known when the app starts, so that no path of a request reaches the file system.
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry a fingerprint in their name.
      reply.header("cache-control", path.includes("/assets/") ? forever : "no-cache");
    },
  });
  // A page of its own; what it is about stands behind the # and never comes here.
  app.get("/confirm", { schema: { hide: true } }, (_request, reply) =>
    reply.sendFile("confirm/index.html"),
  );
  app.get("/*", { schema: { hide: true } }, (request, reply) => {
    const isScreen = !/^\/(api|docs|assets)(\/|$)/.test(request.url.split("?")[0] ?? "");
    if (!isScreen || request.headers.accept?.includes("text/html") !== true) {
      reply.callNotFound();
      return reply;
    }
    return reply.sendFile("index.html");
  });
};
