import createClient from "openapi-fetch";
import { setByServer } from "./clock.svelte.ts";
import type { paths } from "./schema.ts";

/** The API, typed by its own description. Wrap each call in `answered`. */
export const api = createClient<paths>({ baseUrl: "/" });

api.use({
  onResponse: ({ response }) => {
    setByServer(response.headers.get("date"));
  },
});
