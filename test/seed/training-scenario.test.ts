import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDataset } from "../../seed/seed-dataset.ts";
import type { Viewer } from "../../server/access/viewer.ts";
import type { Need } from "../../server/matching/contract.ts";
import { match, type MatchResult } from "../../server/matching/match.ts";
import { ProgramIndex } from "../../server/matching/program-index.ts";
import { readAllPrograms } from "../../server/matching/read-facts.ts";
import { resolveNeed } from "../../server/matching/resolve-need.ts";
import { tiers } from "../../server/matching/tier.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const worker: Viewer = {
  kind: "user",
  userId: "worker",
  name: "Worker",
  email: "worker@training.test",
  role: "worker",
  programIds: new Set(),
  leadOf: new Set(),
};

const fromOakland = { from: { zip: "94607" } };
const girl: Need = { age: 15, gender: "girl", languages: ["spa"], ...fromOakland };
const boy: Need = { age: 13, gender: "boy", ...fromOakland };
const pregnant: Need = {
  age: 16,
  gender: "girl",
  circumstances: ["pregnant", "runaway_history"],
  ...fromOakland,
};
const transgenderGirl: Need = { age: 15, gender: "transgender_girl", ...fromOakland };

// By day and by night in California, in the week and at its end.
describe.each(["2026-11-24T19:00:00Z", "2026-11-22T11:00:00Z", "2026-07-01T05:30:00Z"])(
  "a demonstration around Oakland at %s",
  (moment) => {
    const now = new Date(moment);
    const index = new ProgramIndex();
    let database: TestDatabase;
    beforeAll(async () => {
      database = await freshDatabase();
      await seedDataset(database, ["sources", "training"], { now });
      for await (const page of readAllPrograms(database.read)) {
        for (const program of page) index.put(program);
      }
    });
    afterAll(() => database.close());

    const answer = (need: Need) => match(index, resolveNeed(need), { viewer: worker, now }, 100);
    const near = ({ matches }: MatchResult, tier: number, miles = 50) =>
      matches.filter((found) => found.tier === tier && (found.distance_miles ?? Infinity) <= miles);
    const names = (found: MatchResult["matches"]) => found.map(({ program }) => program.name);

    it("shows a girl several near houses with fresh beds, the nearest first", () => {
      const found = near(answer(girl), tiers.fitsFresh);
      expect(found.length).toBeGreaterThanOrEqual(3);
      expect(names(found)[0]).toBe("Training: Larkspur House");
    });

    it("shows her an aging count, a full house, and houses to ask", () => {
      const found = answer(girl);
      expect(names(near(found, tiers.fitsAgingOrClosed))).toContain("Training: Juniper Landing");
      expect(names(near(found, tiers.full))).toContain("Training: Alder Court");
      expect(near(found, tiers.askWithBed, 100).length).toBeGreaterThanOrEqual(3);
    });

    it("shows her the confidential house by its county and nothing finer", () => {
      const heron = answer(girl).matches.find(({ program }) => program.name.includes("Heron"));
      expect(heron?.program.place).toMatchObject({
        precision: "county",
        address: null,
        city: null,
        zip: null,
        county: { name: "Contra Costa" },
      });
    });

    it("has room for a boy, in fewer houses", () => {
      const found = answer(boy);
      expect(near(found, tiers.fitsFresh).length).toBeGreaterThanOrEqual(1);
      expect(found.fits).toBeLessThan(answer(girl).fits);
    });

    it("has a house for a pregnant girl who has run away, and several to ask", () => {
      const found = answer(pregnant);
      expect(near(found, tiers.fitsFresh).length).toBeGreaterThanOrEqual(1);
      expect(near(found, tiers.askWithBed).length).toBeGreaterThanOrEqual(3);
    });

    it("has houses for a transgender girl, and one to ask", () => {
      const found = answer(transgenderGirl);
      expect(near(found, tiers.fitsFresh).length).toBeGreaterThanOrEqual(2);
      expect(near(found, tiers.askWithBed).length).toBeGreaterThanOrEqual(1);
    });

    it("shows no bed of a real program", () => {
      const real = answer(girl).matches.filter(({ program }) => !program.training);
      expect(real.length).toBeGreaterThan(0);
      expect(real.every(({ beds }) => beds.open === null)).toBe(true);
    });
  },
);
