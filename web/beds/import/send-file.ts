import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type { BatchAnswer } from "../../api/schema.ts";

/** Bytes that a file of counts may have; the server refuses more. */
export const mostBytes = 5_000_000;

/** Sends a file of counts; with `dryRun` only to see what it would change. */
export const sendFile = (
  file: Blob,
  { dryRun, observedAt }: { dryRun: boolean; observedAt: string },
): Promise<BatchAnswer> =>
  answered<BatchAnswer>(
    api.POST("/api/bed-reports/import", {
      params: { query: { dry_run: dryRun, observed_at: observedAt } },
      body: file,
      bodySerializer: (body: unknown) => body as Blob,
      headers: { "content-type": "text/csv" },
    }),
  );
