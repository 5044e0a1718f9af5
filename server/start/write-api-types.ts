import { writeFile } from "node:fs/promises";
import { writeInterfaceTypes } from "./api-types.ts";

await writeFile(new URL("../../web/api/schema.ts", import.meta.url), await writeInterfaceTypes());
console.log("web/api/schema.ts is written from the interface's schemas.");
