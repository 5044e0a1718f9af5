import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { writeInterfaceTypes } from "../../server/start/api-types.ts";

test("the web client's types are those of the interface; npm run api writes them", async () => {
  const committed = await readFile(new URL("../../web/api/schema.ts", import.meta.url), "utf8");
  expect(await writeInterfaceTypes()).toBe(committed);
});
