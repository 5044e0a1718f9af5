import { writeFile } from "node:fs/promises";
import { writeAccessTable } from "./access-table.ts";

await writeFile(new URL("../../ACCESS.md", import.meta.url), await writeAccessTable());
console.log("ACCESS.md is written from the routes and the table of who sees what.");
