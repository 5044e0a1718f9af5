import type { FastifyInstance, FastifyRequest } from "fastify";

const bodies = new WeakMap<FastifyRequest, string>();

/** Keeps what was sent to this plugin's routes letter by letter, for checking a signature over it. */
export const keepRawBodies = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    bodies.set(request, body.toString());
    void parse(request, body.toString(), done);
  });
};

/** The body as it was sent; empty where none was or nothing keeps it. */
export const rawBody = (request: FastifyRequest): string => bodies.get(request) ?? "";
