import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { policyOfPage } from "./http/confirm-policy.ts";
import { stateAccess } from "./http/identify-viewer.ts";

export interface WebFiles {
  config: Config;
  /** The built web app's folder; undefined where only the interface is served. */
  webFolder?: string;
}

const forever = "public, max-age=31536000, immutable";

/** Serves the built web app; every path that is no file and no part of the interface is a screen of it. */
export const webFiles: FastifyPluginAsync<WebFiles> = async (app, { config, webFolder }) => {
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
  const confirmPage = "confirm/index.html";
  const html = await readFile(join(webFolder, confirmPage), "utf8");
  const policy = policyOfPage(html, config.publicUrl);
  app.get("/confirm", { schema: { hide: true } }, (_request, reply) =>
    reply.header("content-security-policy", policy).sendFile(confirmPage),
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
