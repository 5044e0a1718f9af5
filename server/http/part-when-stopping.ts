import type { FastifyInstance } from "fastify";

/**
 * While the instance stops, every answer ends its connection: a proxy or browser that kept it open
 * turns to another instance instead of finding it closed under its next request.
 */
export const partWhenStopping = (
  app: FastifyInstance,
  stopping: () => boolean = () => false,
): void => {
  app.addHook("onSend", async (_request, reply) => {
    if (stopping()) reply.header("connection", "close");
  });
};
