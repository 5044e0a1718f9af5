import { fileURLToPath } from "node:url";
import about from "../../package.json" with { type: "json" };

export const clone = fileURLToPath(new URL("../..", import.meta.url));

/** The arguments with which `npm start` runs Node, relative to the clone. */
export const startArguments: readonly string[] =
  about.scripts.start.split(" && exec node ")[1]?.split(" ") ?? [];
