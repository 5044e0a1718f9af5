import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { announce } from "../../db/change-feed.ts";
import { bedPools, programs, sites } from "../../db/schema/index.ts";
import { insertListings } from "../../seed/insert-listings.ts";
import { openCatalogue, type Catalogue } from "../../server/matching/catalogue.ts";
import { freshDatabase } from "../support/database.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

const database = await freshDatabase();
afterAll(() => database.close());

const clock = () => new Date();
const insert = async (listing = aListing()) => {
  const made = await insertListings(database, [listing], { now: clock() });
  const inserted = made.get(listing.key);
  if (!inserted) throw new Error("The listing was not inserted.");
  return inserted;
};
const change = (programId: string, values: Partial<typeof programs.$inferInsert>) =>
  database.transaction(async (tx) => {
    await tx.update(programs).set(values).where(eq(programs.id, programId));
    await announce(tx, "program", programId);
  });

let opened: Catalogue | undefined;
const open = async () => {
  opened = await openCatalogue(database, { clock, beatMs: 20 });
  return opened;
};
afterEach(() => opened?.stop());

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

describe("the catalogue", () => {
  test("holds what a program stated, and nothing that it did not", async () => {
    const { programId, poolIds } = await insert(
      aListing({
        ages: { min: 12, max: 17 },
        genders: { girl: "accepts", boy: "declines" },
        circumstances: { pregnant: "ask" },
        languages: { spa: "direct", vie: "none" },
        areas: [{ county: "06001" }, { state: "NV" }, { nation: "US" }],
        hours: [{ weekdays: [1, 2], opens: 540, closes: 1800, lastIntake: 1700 }],
        closedDays: ["2026-12-25"],
        stay: { untilAge: 18 },
        pools: [
          {
            label: "Girls",
            genders: ["girl"],
            ages: { min: 13 },
            dedicated: true,
            reports: [{ hoursAgo: 1, open: 2, total: 5 }],
          },
        ],
      }),
    );
    const { index } = await open();
    expect(index.find(programId)).toMatchObject({
      ageMin: 12,
      ageMax: 17,
      stayUntilAge: 18,
      dedicated: null,
      genders: { accepts: 0b00001, asks: 0, declines: 0b00010 },
      circumstances: { accepts: 0, asks: 1 << 7, declines: 0 },
      languages: [
        { language: "spa", mode: "direct" },
        { language: "vie", mode: "none" },
      ],
      interpreterAnyLanguage: null,
      areas: ["06001", "NV", "US"],
      schedule: {
        timeZone: "America/Los_Angeles",
        aroundTheClock: null,
        hours: [1, 2].map((weekday) => ({
          weekday,
          opensMinute: 540,
          closesMinute: 1800,
          lastIntakeMinute: 1700,
        })),
        closedDays: ["2026-12-25"],
      },
      pausedUntil: null,
      claims: [],
      pools: [
        {
          id: poolIds["Girls"],
          genders: 0b00001,
          ageMin: 13,
          ageMax: null,
          dedicated: true,
          open: 2,
        },
      ],
    });
  });

  test("never holds where a confidential site is", async () => {
    const { programId } = await insert(aConfidentialListing());
    const { index } = await open();
    const held = JSON.stringify(index.find(programId));
    expect(held).toContain("06001");
    expect(held).not.toMatch(/Canary|Hayward|94541/);
  });

  test("leaves the hours unknown of a site in a zone that nobody knows", async () => {
    const { programId, siteId } = await insert(aListing({ intakeAroundTheClock: true }));
    if (siteId === null) throw new Error("The listing has no site.");
    await database.read
      .update(sites)
      .set({ timeZone: "America/Nowhere" })
      .where(eq(sites.id, siteId));
    const { index } = await open();
    expect(index.find(programId)?.schedule.timeZone).toBeNull();
  });

  test("follows a change, a new program and one that became inactive", async () => {
    const before = await insert();
    const leaving = await insert();
    const { index } = await open();
    const size = index.size;
    await change(before.programId, { ageMin: 14 });
    await eventually(() => expect(index.find(before.programId)?.ageMin).toBe(14));
    const arriving = await insert();
    await eventually(() => expect(index.find(arriving.programId)).toBeDefined());
    expect(index.size).toBe(size + 1);
    await change(leaving.programId, { status: "inactive" });
    await eventually(() => expect(index.find(leaving.programId)).toBeUndefined());
    await change(leaving.programId, { status: "active" });
    await eventually(() => expect(index.find(leaving.programId)).toBeDefined());
  });

  test("keeps what a changed program did not change as one object", async () => {
    const { programId } = await insert(aListing({ languages: { spa: "direct" } }));
    const { index } = await open();
    const before = index.find(programId);
    await change(programId, { ageMin: 12 });
    await eventually(() => expect(index.find(programId)?.ageMin).toBe(12));
    expect(index.find(programId)?.schedule).toBe(before?.schedule);
    expect(index.find(programId)?.languages).toBe(before?.languages);
  });

  test("reads a burst of changes in a few reads and ends with the last", async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => insert()));
    const { index } = await open();
    await Promise.all(
      made.flatMap(({ programId }) =>
        Array.from({ length: 20 }, (_, ageMin) => change(programId, { ageMin })),
      ),
    );
    for (const { programId } of made) await change(programId, { ageMin: 5 });
    await eventually(() =>
      expect(made.map(({ programId }) => index.find(programId)?.ageMin)).toEqual(made.map(() => 5)),
    );
  });

  test("says as of when it is complete: never later than what it lacks", async () => {
    const { programId, poolIds } = await insert(aListing({ pools: [{ label: "Beds" }] }));
    const catalogue = await open();
    const beds = () => catalogue.index.find(programId)?.pools[0]?.open;
    for (let open = 1; open <= 20; open += 1) {
      const at = new Date();
      await database.transaction(async (tx) => {
        await tx
          .update(bedPools)
          .set({ open, total: 30, observedAt: at, receivedAt: at, source: "web" })
          .where(eq(bedPools.id, poolIds["Beds"] ?? ""));
        await announce(tx, "program", programId);
      });
      const committed = Date.now();
      await vi.waitFor(
        () => {
          if (catalogue.asOf.getTime() < committed) expect.fail("not yet as of the change");
        },
        { timeout: 10_000, interval: 1 },
      );
      expect(beds()).toBe(open);
      expect(catalogue.asOf.getTime()).toBeLessThanOrEqual(Date.now());
      expect(catalogue.current).toBe(true);
    }
  });

  test("cannot be opened without its tables, and says so", async () => {
    const empty = await freshDatabase();
    await empty.owner`drop table program_areas`;
    await expect(openCatalogue(empty, { clock })).rejects.toThrow();
    await empty.close();
  });
});
