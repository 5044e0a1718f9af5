import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeAdministration } from "../../access/authorize.ts";
import { problems } from "../../contract.ts";
import { NoticeQuery, SentNoticeList } from "./contract.ts";
import { listNotices } from "./list-notices.ts";

export interface SentNoticeDependencies {
  database: Database;
}

/** How the notices went that holds and watches gave rise to. */
export const sentNoticeRoutes: FastifyPluginAsyncTypebox<SentNoticeDependencies> = async (
  app,
  { database },
) => {
  app.get(
    "/notices",
    {
      config: { access: { roles: ["administrator"] } },
      schema: {
        operationId: "listNotices",
        summary: "How notices went, newest first",
        description:
          "Of the last 30 days: what about, by which way, when, and what came of it. Neither addresses nor numbers nor what was said. A training administrator reads those to training accounts.",
        tags: ["notices"],
        querystring: NoticeQuery,
        response: { 200: SentNoticeList, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) =>
      listNotices(
        database.read,
        await authorizeAdministration(database.read, request.viewer),
        request.query,
      ),
  );
};
