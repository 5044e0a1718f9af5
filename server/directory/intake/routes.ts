import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Database } from "../../../db/client.ts";
import { authorizeReport } from "../../access/authorize.ts";
import { problems, Uuid } from "../../contract.ts";
import { IntakePause, IntakePauseInput } from "./contract.ts";
import { pauseIntake, resumeIntake } from "./pause-intake.ts";

export interface IntakeDependencies {
  database: Database;
  clock: () => Date;
}

export const intakeRoutes: FastifyPluginAsyncTypebox<IntakeDependencies> = async (
  app,
  { database, clock },
) => {
  const access = { roles: ["provider"] } as const;
  const params = Type.Object({ id: Uuid });

  app.post(
    "/programs/:id/pause",
    {
      config: { access },
      schema: {
        operationId: "pauseIntake",
        summary: "Take nobody in until a time, and say why",
        description:
          "In force at once: matches exclude the program and requests to it are refused. Its counts stay as they are. A pause that runs is replaced.",
        ...{ tags: ["beds"], params, body: IntakePauseInput },
        response: { 200: IntakePause, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const program = await authorizeReport(database.read, request.viewer, request.params.id);
      return pauseIntake(database, program, request.body, clock());
    },
  );

  app.post(
    "/programs/:id/resume",
    {
      config: { access },
      schema: {
        operationId: "resumeIntake",
        summary: "Take children in again before the pause is over",
        ...{ tags: ["beds"], params },
        response: { 200: IntakePause, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const program = await authorizeReport(database.read, request.viewer, request.params.id);
      return resumeIntake(database, program, clock());
    },
  );
};
