import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { authorizeReport } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import type { AvailabilityDependencies } from "../routes.ts";
import { FiguresQuery, ProgramFigures } from "./contract.ts";
import { readFigures } from "./read-figures.ts";

export const figureRoutes: FastifyPluginAsyncTypebox<AvailabilityDependencies> = async (
  app,
  { database, clock },
) => {
  app.get(
    "/programs/:id/figures",
    {
      config: { access: { roles: ["provider"] } },
      schema: {
        operationId: "readFigures",
        summary: "What one's own program gets back for its counts, for a month",
        tags: ["beds"],
        params: Type.Object({ id: Uuid }),
        querystring: FiguresQuery,
        response: { 200: ProgramFigures, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const program = await authorizeReport(database.read, request.viewer, request.params.id);
      return readFigures(database.read, program, request.query, clock());
    },
  );
};
