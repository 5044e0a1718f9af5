import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import fc from "fast-check";
import { circumstances, policies } from "../../../db/codes.ts";
import { auditEntries } from "../../../db/schema/index.ts";
import { onlyNarrows } from "../../../server/directory/care/compare-policies.ts";
import type { ChangedPolicies, PolicyChange } from "../../../server/directory/care/contract.ts";
import type { Program } from "../../../server/directory/contract.ts";
import type { MatchAnswer } from "../../../server/matching/contract.ts";
import { authorizeCare } from "../../../server/access/authorize.ts";
import { changePolicies } from "../../../server/directory/care/change-policies.ts";
import { aPerson } from "../../availability/counted-program.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const taking = {
  ages: { min: 12, max: 17 },
  genders: { girl: "accepts", boy: "ask" },
  circumstances: { pregnant: "accepts" },
} as const;
const own = aListing(taking);
const silent = aListing();
const others = aListing(taking);

let harbor: TestApp;
beforeAll(async () => {
  harbor = await testApp({ listings: [own, silent, others], staffed: [own.key, silent.key] });
});
afterAll(() => harbor.close());

const idOf = ({ key }: { key: string }) => harbor.ids.get(key)?.programId ?? "";
const narrow = async (listing: { key: string }, change: PolicyChange, as = "provider") =>
  harbor.app.inject({
    ...{ method: "POST", url: `/api/programs/${idOf(listing)}/policies/narrow` },
    ...{ headers: await harbor.signIn(as), payload: change },
  });
const pageOf = async (listing: { key: string }) => {
  const headers = await harbor.signIn("worker");
  return (
    await harbor.app.inject({ url: `/api/programs/${idOf(listing)}`, headers })
  ).json<Program>();
};
const audited = async (listing: { key: string }) => {
  const rows = await harbor.database.read
    .select({ action: auditEntries.action, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, idOf(listing)))
    .orderBy(auditEntries.id);
  return rows.filter(({ action }) => action === "listing_changed").map(({ details }) => details);
};
const verdictFor = async (listing: { key: string }, need: object) => {
  const headers = await harbor.signIn("worker");
  const payload = { need, limit: 100 };
  const answer = await harbor.app.inject({ method: "POST", url: "/api/matches", headers, payload });
  const { matches } = answer.json<MatchAnswer>();
  return matches.find(({ program }) => program.id === idOf(listing))?.verdict ?? "excluded";
};
const foundBy = async (listing: { key: string; name: string }, query: string) => {
  const url = `/api/programs?q=${encodeURIComponent(listing.name)}&${query}`;
  const answer = await harbor.app.inject({ url, headers: await harbor.signIn("worker") });
  const { items } = answer.json<{ items: { id: string }[] }>();
  return items.some(({ id }) => id === idOf(listing));
};

describe("narrowing what a program takes", () => {
  test("is in force in matches, search and on the page, with before and after in the audit", async () => {
    expect(await foundBy(own, "age=13")).toBe(true);
    expect(await verdictFor(own, { age: 13, gender: "girl" })).not.toBe("excluded");
    const answer = await narrow(own, {
      ages: { min: 14, max: 17 },
      genders: [{ gender: "boy", policy: "declines" }],
      circumstances: [{ circumstance: "fire_setting", policy: "declines" }],
    });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json<ChangedPolicies>()).toEqual({
      program_id: idOf(own),
      ages: { before: { min: 12, max: 17 }, after: { min: 14, max: 17 } },
      genders: [{ gender: "boy", before: "ask", after: "declines" }],
      circumstances: [{ circumstance: "fire_setting", before: "unknown", after: "declines" }],
    });
    expect(await pageOf(own)).toMatchObject({ ages: { min: 14, max: 17 } });
    expect(await foundBy(own, "age=13")).toBe(false);
    await expect.poll(() => verdictFor(own, { age: 13, gender: "girl" })).toBe("excluded");
    await expect.poll(() => verdictFor(own, { age: 15, gender: "boy" })).toBe("excluded");
    expect(await audited(own)).toEqual([
      { what: "ages", from_min: 12, from_max: 17, to_min: 14, to_max: 17 },
      { what: "gender", code: "boy", from: "ask", to: "declines" },
      { what: "circumstance", code: "fire_setting", from: "unknown", to: "declines" },
    ]);
  });

  test("a second time changes nothing and audits nothing", async () => {
    const change: PolicyChange = {
      circumstances: [{ circumstance: "not_ready", policy: "declines" }],
    };
    await narrow(own, change);
    const before = await audited(own);
    const again = await narrow(own, change);
    expect(again.json()).toMatchObject({ ages: null, genders: [], circumstances: [] });
    expect(await audited(own)).toEqual(before);
  });
});

describe("what is refused, changes nothing", () => {
  const wider: [string, PolicyChange][] = [
    ["a younger age", { ages: { min: 10, max: 17 } }],
    ["an open end", { ages: { min: null, max: 17 } }],
    ["a gender that was declined", { genders: [{ gender: "boy", policy: "accepts" }] }],
    ["a gender never spoken of", { genders: [{ gender: "nonbinary", policy: "ask" }] }],
    ["a circumstance", { circumstances: [{ circumstance: "self_harm", policy: "accepts" }] }],
    [
      "one narrower and one wider",
      {
        circumstances: [
          { circumstance: "pregnant", policy: "declines" },
          { circumstance: "parenting", policy: "accepts" },
        ],
      },
    ],
  ];
  test.each(wider)("%s that the listing does not take", async (_what, change) => {
    const [page, entries] = [await pageOf(own), await audited(own)];
    const answer = await narrow(own, change);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, "conflict"]);
    expect([await pageOf(own), await audited(own)]).toEqual([page, entries]);
  });

  test("ages of a program that never stated any: within them unknown would become yes", async () => {
    const answer = await narrow(silent, { ages: { min: 14, max: 17 } });
    expect(answer.statusCode).toBe(409);
    expect((await pageOf(silent)).ages).toBeNull();
  });

  test.each<[string, object]>([
    ["nothing", {}],
    ["a range that ends before it begins", { ages: { min: 17, max: 14 } }],
    ["a code twice", { genders: Array(2).fill({ gender: "girl", policy: "declines" }) }],
    ["an unknown code", { genders: [{ gender: "anyone", policy: "declines" }] }],
    ["an unknown field", { summary: "We take nobody." }],
  ])("%s", async (_what, change) => {
    expect((await narrow(own, change)).statusCode).toBe(400);
  });

  test("by another program's staff, and by whoever is no staff", async () => {
    const change: PolicyChange = { genders: [{ gender: "girl", policy: "declines" }] };
    expect((await narrow(others, change)).statusCode).toBe(403);
    for (const role of ["worker", "steward", "analyst", "administrator"]) {
      expect((await narrow(own, change, role)).statusCode, role).toBe(403);
    }
    expect((await pageOf(others)).genders).toContainEqual({ gender: "girl", policy: "accepts" });
  });
});

const years = fc.option(fc.integer({ min: 0, max: 25 }));
const range = fc
  .record({ min: years, max: years })
  .filter(({ min, max }) => min === null || max === null || min <= max);
const admits = (ages: { min: number | null; max: number | null } | null, age: number) =>
  ages !== null && (ages.min ?? age) <= age && age <= (ages.max ?? age);

test("whoever edits the whole listing may widen, and may take a statement back", async () => {
  const { database, clock } = harbor;
  const staff = await aPerson(database, "provider", [idOf(silent)]);
  const program = await authorizeCare(database.read, staff, idOf(silent));
  const change = (wish: PolicyChange) =>
    database.transaction((tx) => changePolicies(tx, program, wish, clock.now()));
  await change({
    ages: { min: 11, max: null },
    genders: [{ gender: "girl", policy: "accepts" }],
  });
  await expect.poll(() => pageOf(silent)).toMatchObject({ ages: { min: 11, max: null } });
  expect((await pageOf(silent)).genders).toContainEqual({ gender: "girl", policy: "accepts" });
  await change({
    ages: { min: null, max: null },
    genders: [{ gender: "girl", policy: "unknown" }],
  });
  expect((await pageOf(silent)).ages).toBeNull();
  expect((await pageOf(silent)).genders).toContainEqual({ gender: "girl", policy: "unknown" });
});

test("no narrowing takes for sure what was not taken for sure before", () => {
  const stated = fc.constantFrom("unknown" as const, ...policies);
  fc.assert(
    fc.property(
      fc.option(range),
      range,
      stated,
      fc.constantFrom(...policies),
      (was, will, before, after) => {
        const of = (ages: ChangedPolicies["ages"], changed: ChangedPolicies["circumstances"]) =>
          onlyNarrows({ program_id: "", ages, genders: [], circumstances: changed });
        const next = will.min === null && will.max === null ? null : will;
        if (of({ before: was, after: next }, [])) {
          for (let age = 0; age <= 25; age += 1) {
            if (admits(next, age)) expect(admits(was, age)).toBe(true);
          }
        }
        if (of(null, [{ circumstance: circumstances[0], before, after }]) && after === "accepts") {
          expect(before).toBe("accepts");
        }
      },
    ),
  );
});
