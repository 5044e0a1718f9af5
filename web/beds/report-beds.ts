import { api } from "../api/client.ts";
import { seconds } from "../api/clock.svelte.ts";
import { Refused, answered } from "../api/problem.ts";
import type { BedReportAnswer, BedReportInput, Program } from "../api/schema.ts";
import type { Attempt, Trouble } from "./pool-edit.ts";

const post = (programId: string, body: BedReportInput, key: string, version?: number) =>
  answered<BedReportAnswer>(
    api.POST("/api/programs/{id}/bed-reports", {
      params: {
        path: { id: programId },
        header: {
          "idempotency-key": key,
          ...(version === undefined ? {} : { "if-match": String(version) }),
        },
      },
      body,
      // The last tap before the phone goes back into the pocket is saved, too.
      keepalive: true,
    }),
  );

/** A moment of this device's clock by the server's, as far as its answers have told it. */
const byServer = (at: number): string =>
  new Date(Math.min(at, Date.now()) + seconds.now - Date.now()).toISOString();

/**
 * States the figures of one pool, unless they changed since `attempt.version`. A late attempt says
 * when it was true instead; where a newer count stands by then, it goes to history.
 */
export const reportPool = (programId: string, poolId: string, attempt: Attempt) => {
  const { figures, key, version, late, at } = attempt;
  const { open, total, kept } = figures;
  const pool = {
    ...{ pool_id: poolId, open, kept_for_missing: kept },
    ...(total === null ? {} : { total }),
  };
  return late
    ? post(programId, { pools: [pool], observed_at: byServer(at) }, key)
    : post(programId, { pools: [pool] }, key, version);
};

/** States that every count of the program still stands; `versions` is the sum of its pools'. */
export const reportUnchanged = (programId: string, key: string, versions: number) =>
  post(programId, { pools: [], unchanged: true }, key, versions);

export const readProgram = (id: string): Promise<Program> =>
  answered(api.GET("/api/programs/{id}", { params: { path: { id } } }));

const troubles: Readonly<Record<string, Trouble>> = {
  version_changed: "changed",
  conflict: "changed",
  not_signed_in: "signed_out",
};

/** What went wrong, in the words of this screen. */
export const troubleOf = (error: unknown): Trouble => {
  if (!(error instanceof Refused)) return "unreachable";
  const { code, status } = error.problem;
  // The server itself failed, or asks for patience: the same may be sent again.
  if (status >= 500 || status === 429) return "unreachable";
  return troubles[code] ?? "refused";
};
