import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Database } from "../../db/client.ts";
import { problems } from "../contract.ts";
import { authorizeAnalysis } from "./analysts/authorize-analysis.ts";
import { CoverageAnswer, CoverageQuery } from "./coverage/contract.ts";
import type { CoverageKeeper } from "./coverage/keep-coverage.ts";
import { readCoverage } from "./coverage/read-coverage.ts";

export interface GapDependencies {
  database: Database;
  coverage: CoverageKeeper;
}

const tags = ["gaps"];
const access = { roles: ["analyst"] } as const;

export const gapRoutes: FastifyPluginAsyncTypebox<GapDependencies> = async (
  app,
  { database, coverage },
) => {
  app.get(
    "/gaps/coverage",
    {
      config: { access },
      schema: {
        operationId: "readCoverage",
        summary: "What each county has for whom, worked out at most a minute ago",
        description:
          "Judged by the rules of matching, for a child from each county's centre. Programs, distances and night intake are told of the whole country, bed figures of the analyst's own regions.",
        tags,
        querystring: CoverageQuery,
        response: { 200: CoverageAnswer, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const analyst = await authorizeAnalysis(database.read, request.viewer);
      return readCoverage(coverage, analyst, request.query);
    },
  );
};
