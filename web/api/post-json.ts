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

/**
 * Posts a body and reads the answer, typed as `api` is, for the page that is too small to carry it.
 * Wrap each call in `answered`.
 */
export const postJson = async <Path extends keyof paths & `/api/${string}`>(
  path: Path,
  body: Posted[Path]["body"],
): Promise<Arrived<Posted[Path]["answer"]>> => {
  const response = await fetch(path, {
    ...{ method: "POST", body: JSON.stringify(body), keepalive: true },
    headers: { "content-type": "application/json" },
  });
  setByServer(response.headers.get("date"), Date.now());
  const read: unknown = await response.json();
  return response.ok
    ? { data: read as Posted[Path]["answer"], response }
    : { error: read, response };
};
