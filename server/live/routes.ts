import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { requireSignedIn } from "../access/authorize.ts";
import { problems } from "../contract.ts";
import { HoldChanged, ProgramChanged } from "./contract.ts";
import type { LiveHub } from "./hub.ts";
import { openStream } from "./open-stream.ts";

export interface LiveDependencies {
  hub: LiveHub;
}

export const liveRoutes: FastifyPluginAsyncTypebox<LiveDependencies> = async (app, { hub }) => {
  app.addHook("preClose", async () => hub.disconnectAll());

  app.get(
    "/live",
    {
      exposeHeadRoute: false,
      config: { access: "signed-in" },
      schema: {
        operationId: "followChanges",
        summary: "Server-sent events: what changed, with the figures that this viewer may see",
        description:
          "`program.changed` and `hold.changed` carry the data described here; the second goes to the worker who asked and to the program's staff alone. `hello` (once) and `resync` carry `{as_of}`: what was read before may be behind, so read it again, and once more as long as the answer names an older moment itself. `program.changed` has `as_of` to the same end. `beat` each `beat_ms` of `hello` shows that the stream is alive: when two are missing, connect anew. `replaced`: this session opened newer streams, do not connect again. At most two streams a session; a reader that falls far behind is dropped.",
        tags: ["live"],
        response: {
          200: {
            description: "Events until the viewer leaves",
            content: { "text/event-stream": { schema: Type.Union([ProgramChanged, HoldChanged]) } },
          },
          ...problems(401, 429),
        },
      },
    },
    (request, reply) => {
      const viewer = requireSignedIn(request.viewer);
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      hub.join(openStream(reply.raw), {
        viewer,
        sessionId: request.sessionId ?? viewer.userId,
        recheck: () => request.viewerNow(),
      });
    },
  );
};
