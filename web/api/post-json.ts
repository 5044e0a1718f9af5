import { setByServer } from "./clock.svelte.ts";
import type { paths } from "./schema.ts";

type Posted = {
  [Path in keyof paths]: paths[Path] extends {
    post: {
      requestBody?: { content: { "application/json": infer Body } };
      responses: { 200: { content: { "application/json": infer Answer } } };
    };
  }
    ? { body: Body; answer: Answer }
    : never;
};

interface Arrived<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** An answer that came when this device's clock said `at`. */
export interface Sent {
  readonly response: Response;
  readonly at: number;
}

const send = async (path: string, body: unknown): Promise<Sent> => {
  const response = await fetch(path, {
    ...{ method: "POST", body: JSON.stringify(body), keepalive: true },
    headers: { "content-type": "application/json" },
  });
  return { response, at: Date.now() };
};

/**
 * Posts a body and reads the answer, typed as `api` is, for the page that is too small to carry it.
 * Wrap each call in `answered`.
 * @param sent what was sent ahead in this call's place
 */
export const postJson = async <Path extends keyof paths & `/api/${string}`>(
  path: Path,
  body: Posted[Path]["body"],
  sent: Promise<Sent> = send(path, body),
): Promise<Arrived<Posted[Path]["answer"]>> => {
  const { response, at } = await sent;
  setByServer(response.headers.get("date"), at);
  const read: unknown = await response.json();
  return response.ok
    ? { data: read as Posted[Path]["answer"], response }
    : { error: read, response };
};
