import { fileURLToPath } from "node:url";
import { buildWeb } from "./build-web.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
console.log(`The web app is in ${await buildWeb(clone)}`);
