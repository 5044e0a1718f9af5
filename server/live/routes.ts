import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { problems } from "../contract.ts";
import type { LiveHub } from "./hub.ts";
import { openStream } from "./open-stream.ts";

export interface LiveDependencies {
  hub: LiveHub;
}

export const liveRoutes: FastifyPluginAsyncTypebox<LiveDependencies> = async (app, { hub }) => {
  app.get(
    "/live",
    {
      schema: {
        operationId: "followChanges",
        summary: "Server-sent events: program.changed, with the figures that this viewer may see",
        tags: ["live"],
        produces: ["text/event-stream"],
        response: { ...problems(401, 429) },
      },
    },
    (request, reply) => openStream(hub, request, reply),
  );
};
