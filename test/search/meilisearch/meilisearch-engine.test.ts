import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MeilisearchAddress } from "../../../server/search/meilisearch/open-client.ts";
import { promiseOfEngine } from "../engine-contract.ts";
import { contractListings } from "../searching.ts";
import {
  indexedDirectory,
  testedMeilisearches,
  type IndexedDirectory,
} from "./indexed-directory.ts";

for (const tested of testedMeilisearches("the contract of engines")) {
  describe(`the Meilisearch engine on ${tested.name}`, () => {
    let server: MeilisearchAddress & { close(): Promise<void> };
    let directory: IndexedDirectory;
    beforeAll(async () => {
      server = await tested.open();
      directory = await indexedDirectory(server, contractListings);
    });
    afterAll(async () => {
      await directory.close();
      await server.close();
    });

    promiseOfEngine(() => directory);

    test("it was Meilisearch that answered, but where ages of counts were asked for", () => {
      const others = directory.served.filter(({ reason }) => reason !== "counts_wanted");
      expect(others.length).toBeGreaterThan(100);
      expect(new Set(others.map(({ engine }) => engine))).toEqual(new Set(["meilisearch"]));
    });
  });
}
