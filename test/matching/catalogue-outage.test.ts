import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { announce } from "../../db/change-feed.ts";
import { openDatabase, type Database } from "../../db/client.ts";
import { programs } from "../../db/schema/index.ts";
import { insertListings } from "../../seed/insert-listings.ts";
import { anonymous } from "../../server/access/viewer.ts";
import { answerMatches } from "../../server/matching/answer-matches.ts";
import { openCatalogue, type Catalogue } from "../../server/matching/catalogue.ts";
import { layCable, type Cable } from "../support/cable.ts";
import { aListing } from "../support/listings.ts";
import { openOwnPostgres, type OwnPostgres } from "../support/own-postgres.ts";

const clock = () => new Date();
const beats = { beatMs: 50, silenceMs: 1000, retryMs: 50 };
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

let server: OwnPostgres;
let cable: Cable;
/** Straight to the server, and through a cable that can be cut. */
let direct: Database;
let through: Database;
let catalogue: Catalogue;
let programId: string;

beforeAll(async () => {
  server = await openOwnPostgres();
  cable = await layCable(server.url);
  direct = openDatabase(server.url, 2);
  through = openDatabase(cable.url, 4);
  const listing = aListing({ ages: { min: 11, max: 17 } });
  const made = await insertListings(direct, [listing], { now: clock() });
  programId = made.get(listing.key)?.programId ?? "";
  catalogue = await openCatalogue(through, { clock, ...beats });
}, 120_000);

afterAll(async () => {
  await catalogue.stop();
  await Promise.all([through.close(), direct.close()]);
  await cable.cut();
  await server.remove();
});

const ask = () => answerMatches(catalogue, anonymous, { need: { age: 15 } }, clock());
const setOldest = (ageMax: number) =>
  direct.transaction(async (tx) => {
    await tx.update(programs).set({ ageMax }).where(eq(programs.id, programId));
    await announce(tx, "program", programId);
  });
const oldest = () => catalogue.index.find(programId)?.ageMax;

describe("while PostgreSQL is stopped", () => {
  test("searches are answered as things stood, say so, and heal by themselves", async () => {
    await eventually(() => expect(ask().stale).toBe(false));
    await server.stop();
    const stopped = clock().getTime();
    await eventually(() => expect(ask().stale).toBe(true));
    const answer = ask();
    expect(answer.total).toBe(1);
    expect(Date.parse(answer.as_of)).toBeLessThanOrEqual(stopped);
    // Long enough that whoever gives up trying has given up.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(ask()).toMatchObject({ as_of: answer.as_of, stale: true, total: 1 });
    await server.start();
    const started = clock().getTime();
    await eventually(() => {
      expect(ask().stale).toBe(false);
      expect(Date.parse(ask().as_of)).toBeGreaterThanOrEqual(started);
    });
    await setOldest(16);
    await eventually(() => expect(oldest()).toBe(16));
  });

  test("what changed behind a cut cable is there when it is mended", async () => {
    await cable.cut();
    await setOldest(14);
    await eventually(() => expect(ask().stale).toBe(true));
    expect(ask().excluded.total).toBe(0);
    await cable.mend();
    await eventually(() => expect(oldest()).toBe(14));
    await eventually(() => expect(ask()).toMatchObject({ stale: false, excluded: { total: 1 } }));
  });

  test("a line that went dead without a word is noticed", async () => {
    await eventually(() => expect(ask().stale).toBe(false));
    cable.block();
    await setOldest(15);
    await eventually(() => expect(ask().stale).toBe(true));
    expect(oldest()).toBe(14);
    await cable.mend();
    await eventually(() => expect(ask().stale).toBe(false));
    await eventually(() => expect(oldest()).toBe(15));
  });
});
