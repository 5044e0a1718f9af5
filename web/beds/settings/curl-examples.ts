/** What a program's system can say or ask with a key. */
export const curlUses = ["state", "unchanged", "full", "earlier", "once", "history"] as const;
export type CurlUse = (typeof curlUses)[number];

export interface CurlSubject {
  /** Where Harborlight is: https://beds.example.org */
  address: string;
  programId: string;
  /** At least one. */
  poolIds: readonly string[];
  /** When the count of the example "earlier" was true, RFC 3339. */
  observedAt: string;
}

const authorization = `  -H "Authorization: Bearer $HARBORLIGHT_KEY"`;

/**
 * The command lines that show a program's system how to state counts, for a POSIX shell in which
 * `HARBORLIGHT_KEY` holds the key. The tests run them as they are.
 */
export const curlExamples = ({
  address,
  programId,
  poolIds,
  observedAt,
}: CurlSubject): Readonly<Record<CurlUse, string>> => {
  const reports = `${address}/api/programs/${programId}/bed-reports`;
  const post = (body: object, ...headers: string[]) =>
    [
      `curl --fail-with-body --silent --show-error '${reports}'`,
      authorization,
      `  -H 'Content-Type: application/json'`,
      ...headers.map((header) => `  -H '${header}'`),
      `  -d '${JSON.stringify(body)}'`,
    ].join(" \\\n");
  const each = (figures: object) => poolIds.map((pool_id) => ({ pool_id, ...figures }));
  return {
    state: post({ pools: each({ open: 3, total: 8 }) }),
    unchanged: post({ pools: [], unchanged: true }),
    full: post({ pools: each({ open: 0 }) }),
    earlier: post({ pools: each({ open: 2 }), observed_at: observedAt }),
    once: post({ pools: each({ open: 1 }) }, `Idempotency-Key: count-${observedAt}`),
    history: [
      `curl --fail-with-body --silent --show-error '${reports}?limit=5'`,
      authorization,
    ].join(" \\\n"),
  };
};
