import type { paths } from "../../web/api/schema.ts";

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;
type Me = Answer<"/api/me">;
type Program = Answer<"/api/programs/{id}">;
type History = Answer<"/api/programs/{id}/bed-reports">;

/** The training provider, signed in at a running Harborlight over HTTP. */
export interface Provider {
  readonly programId: string;
  /** States how many beds are open; answers when it was received, once it is acknowledged. */
  report(open: number): Promise<string>;
  /** States that every count of the program is still true. */
  confirmAll(): Promise<void>;
  /** When each report of the program was received. */
  history(): Promise<string[]>;
}

/** Signs provider@training.test in at `address` and takes the first pool of its first program. */
export const providerAt = async (address: string): Promise<Provider> => {
  const signedIn = await fetch(`${address}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "provider@training.test", password: "harborlight-training" }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${address}/api${path}`, {
      ...init,
      headers: { cookie, "content-type": "application/json" },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { viewer } = await ask<Me>("/me");
  const program = await ask<Program>(`/programs/${viewer?.programs[0]?.id}`);
  const pool = program.pools?.[0];
  if (!pool) throw new Error("The training provider has no pool.");
  const reports = `/programs/${program.id}/bed-reports`;

  const page = async (cursor: string | null): Promise<string[]> => {
    const more = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { items, next } = await ask<History>(`${reports}?limit=100${more}`);
    const received = items.map((item) => item.received_at);
    return next === null ? received : [...received, ...(await page(next))];
  };
  return {
    programId: program.id,
    report: async (open) => {
      const body = JSON.stringify({ pools: [{ pool_id: pool.id, open }] });
      const { received_at } = await ask<{ received_at: string }>(reports, { method: "POST", body });
      return received_at;
    },
    confirmAll: async () => {
      const body = JSON.stringify({ pools: [], unchanged: true });
      await ask(reports, { method: "POST", body });
    },
    history: () => page(null),
  };
};
