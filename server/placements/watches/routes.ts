import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeAsking, authorizeWatch } from "../../access/authorize-placements.ts";
import { problems, Uuid } from "../../contract.ts";
import type { Catalogue } from "../../matching/catalogue.ts";
import { beginWatch } from "./begin-watch.ts";
import { Watch, WatchEnded, WatchInput, WatchList } from "./contract.ts";
import { toWatch } from "./public-watch.ts";
import { deleteWatch, findOwnWatches } from "./watches.repo.ts";

export interface WatchDependencies {
  database: Database;
  catalogue: Catalogue;
  clock: () => Date;
}

const tags = ["placements"];
const access = { roles: ["worker"] } as const;

export const watchRoutes: FastifyPluginAsyncTypebox<WatchDependencies> = async (
  app,
  dependencies,
) => {
  const { database, clock } = dependencies;
  app.post(
    "/watches",
    {
      config: { access },
      schema: {
        operationId: "beginWatch",
        summary: "Be told when a bed opens that fits this need",
        description:
          "For 24 hours, and by the ways that the worker chose. Of the need only codes and the county are kept, and deleted after; places to keep away from are not kept. The same need again answers with the watch that runs.",
        tags,
        body: WatchInput,
        response: { 200: Watch, ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request) => beginWatch(dependencies, authorizeAsking(request.viewer), request.body),
  );

  app.get(
    "/watches",
    {
      config: { access },
      schema: {
        operationId: "listWatches",
        summary: "The needs for which the viewer waits for a bed, newest first",
        tags,
        response: { 200: WatchList, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const { userId } = authorizeAsking(request.viewer);
      const own = await findOwnWatches(database.read, userId, clock());
      return { items: own.map(({ watch, toldAt }) => toWatch(watch, toldAt)) };
    },
  );

  app.delete(
    "/watches/:id",
    {
      config: { access },
      schema: {
        operationId: "endWatch",
        summary: "Wait no longer; what was kept of the need is deleted at once",
        tags,
        params: Type.Object({ id: Uuid }),
        response: { 200: WatchEnded, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const own = await authorizeWatch(database.read, request.viewer, request.params.id);
      await database.transaction((tx) => deleteWatch(tx, own.id));
      return { id: own.id };
    },
  );
};
