import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertListings } from "../../../seed/insert-listings.ts";
import { openClient } from "../../../server/search/meilisearch/open-client.ts";
import { indexUid } from "../../../server/search/meilisearch/settings.ts";
import { freshDatabase, type TestDatabase } from "../../support/database.ts";
import { aListing } from "../../support/listings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { clone } from "../../support/start-command.ts";
import { testedMeilisearches, type Tested } from "./indexed-directory.ts";

for (const tested of testedMeilisearches("npm run search")) {
  describe(`npm run search on ${tested.name}`, () => {
    let meilisearch: Awaited<ReturnType<Tested["open"]>>;
    let database: TestDatabase;
    const listings = Array.from({ length: 15 }, () => aListing());

    beforeAll(async () => {
      meilisearch = await tested.open();
      database = await freshDatabase(2);
      await insertListings(database, listings, { now: new Date() });
      await openClient(meilisearch, 10_000).deleteIndexIfExists(indexUid);
    });
    afterAll(async () => {
      await openClient(meilisearch, 10_000).deleteIndexIfExists(indexUid);
      await meilisearch.close();
      await database.close();
    });

    /** Runs it as npm does; answers its exit code and what it printed. */
    const search = async (words: string[], settings: Record<string, string> = {}) => {
      const { url, key = "" } = meilisearch;
      const child = spawn(process.execPath, ["server/start/search.ts", ...words], {
        cwd: clone,
        env: { DATABASE_URL: database.ownerUrl, MEILI_URL: url, MEILI_KEY: key, ...settings },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
      const [said, complained, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        ended,
      ]);
      return { code, said: `${said}${complained}`.trim() };
    };

    test("makes the index, says how it stands, and mends what has drifted", async () => {
      const none = await search(["status"]);
      expect(none.code).toBe(1);
      expect(none.said).toContain("There is no index");
      const made = await search(["rebuild"]);
      expect(made.code).toBe(0);
      expect(made.said).toContain("made anew: 15 programs");
      const whole = await search(["status"]);
      expect(whole.code).toBe(0);
      expect(whole.said).toContain("0 programs wait");
      const client = openClient(meilisearch, 10_000);
      const { results } = await client.index<{ id: string }>(indexUid).getDocuments({
        filter: "record = program",
        limit: 1,
      });
      await client
        .index(indexUid)
        .deleteDocument(results[0]?.id ?? "")
        .waitTask();
      const drifted = await search(["verify"]);
      expect(drifted.code).toBe(1);
      expect(drifted.said).toMatch(
        /14 of 15 documents .* 1 are missing[^]*They were written again/,
      );
      const mended = await search(["verify"]);
      expect(mended.code).toBe(0);
      expect(mended.said).toContain("15 of 15 documents");
    }, 120_000);

    test("says in one line what it cannot do", async () => {
      const refused = await search(["status"], {
        MEILI_KEY: "not the key that it takes".replaceAll(" ", "-"),
      });
      expect(refused.code).toBe(2);
      expect(refused.said).toMatch(/^Meilisearch cannot be used: .*$/);
      const nowhere = await search(["rebuild"], { MEILI_URL: "", MEILI_KEY: "" });
      expect(nowhere.code).toBe(2);
      expect(nowhere.said).toMatch(/^MEILI_URL names no .*$/);
      await using folder = await temporaryFolder();
      const unused = await search(["status"], { DATABASE_URL: "", DATA_DIR: folder.path });
      expect(unused.code).toBe(2);
      expect(unused.said).toMatch(/^There is no database in .*DATA_DIR.*$/);
      const unknown = await search(["destroy"]);
      expect(unknown).toEqual({ code: 2, said: "npm run search -- rebuild|status|verify" });
    }, 120_000);
  });
}
