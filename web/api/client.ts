import createClient from "openapi-fetch";
import { sendOrTake } from "./asked-ahead.ts";
import { setByServer } from "./clock.svelte.ts";
import type { paths } from "./schema.ts";

/** The API, typed by its own description. Wrap each call in `answered`. */
export const api = createClient<paths>({
  baseUrl: "/",
  fetch: async (request) => {
    const { response, at } = await sendOrTake(request);
    setByServer(response.headers.get("date"), at);
    return response;
  },
});
