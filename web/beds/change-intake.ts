import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { IntakePause, IntakePauseInput } from "../api/schema.ts";

const of = (id: string) => ({ params: { path: { id } } });

/** The program takes nobody in until a time, for a coded reason. */
export const pauseIntake = (programId: string, body: IntakePauseInput): Promise<IntakePause> =>
  answered(api.POST("/api/programs/{id}/pause", { ...of(programId), body }));

/** The program takes children in again. */
export const resumeIntake = (programId: string): Promise<IntakePause> =>
  answered(api.POST("/api/programs/{id}/resume", of(programId)));
