import type { FastifyInstance } from "fastify";

class TooLate extends Error {
  readonly statusCode = 503;
}

/**
 * Refuses with 503 what is not answered so many milliseconds after its body has arrived. Fastify's
 * `handlerTimeout` ends when a body has arrived (github.com/fastify/fastify/pull/6725), so that who
 * asks for a bed would wait without end while the database stands still.
 */
export const answerInTime = (app: FastifyInstance, milliseconds: number): void => {
  app.addHook("preValidation", async ({ body, routeOptions }, reply) => {
    if (body === undefined) return;
    const timer = setTimeout(() => {
      if (reply.sent || reply.raw.headersSent) return;
      reply.send(new TooLate(`${routeOptions.url ?? "A request"} was not answered in time.`));
    }, milliseconds);
    reply.raw.once("close", () => clearTimeout(timer));
  });
};
