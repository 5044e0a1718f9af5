import { fileURLToPath } from "node:url";
import { buildWeb } from "../../server/start/build-web.ts";

/** The web app, built once before files that serve it run side by side. */
export default async function setup() {
  await buildWeb(fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, ""));
}
