import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Visibility } from "../../../db/codes.ts";
import { auditEntries, searchDocuments, sites } from "../../../db/schema/index.ts";
import type { ProgramHit } from "../../../web/api/schema.ts";
import { verifyChain } from "../../../server/access/audit/verify-chain.ts";
import type { VisibilityChange } from "../../../server/directory/visibility/contract.ts";
import { tightens } from "../../../server/directory/visibility/hiddenness.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const open = aListing({ pools: [{ label: "All", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }] });
const hidden = aConfidentialListing();
const siteless = aListing({ kind: "hotline" });
delete siteless.site;
const nowhere = "0199c5f0-0000-7000-8000-00000000000f";

let test: TestApp;
beforeEach(async () => {
  test = await testApp({ listings: [open, hidden, siteless], staffed: [hidden.key] });
});
afterEach(() => test.close());

const idOf = ({ key }: { key: string }) => test.ids.get(key)?.programId ?? "missing";
const siteIdOf = ({ key }: { key: string }) => test.ids.get(key)?.siteId ?? "missing";

const send = async (who: string, url: string, payload?: object) =>
  test.app.inject({
    ...{ method: payload === undefined && url.includes("?") ? "GET" : "POST", url },
    headers: await test.signIn(who),
    ...(payload === undefined ? {} : { payload }),
  });
const change = async (who: string, listing: { key: string }, to: Visibility) =>
  send(who, `/api/programs/${idOf(listing)}/visibility-changes`, { to, reason: "program_asked" });
const decide = (who: string, id: string, how: "confirm" | "withdraw") =>
  send(who, `/api/visibility-changes/${id}/${how}`);
const proposed = async (listing: { key: string }, to: Visibility) =>
  (await change("steward", listing, to)).json<VisibilityChange>();
const waiting = async (who = "steward2") =>
  (await send(who, "/api/visibility-changes?state=proposed")).json<{ items: VisibilityChange[] }>()
    .items;

const siteOf = async (listing: { key: string }) => {
  const [site] = await test.database.read
    .select()
    .from(sites)
    .where(eq(sites.id, siteIdOf(listing)));
  return site;
};
const documentOf = async (listing: { key: string }) => {
  const [row] = await test.database.read
    .select({ visibility: searchDocuments.visibility, lat: searchDocuments.lat })
    .from(searchDocuments)
    .where(eq(searchDocuments.programId, idOf(listing)));
  return row;
};
const addresses = () => test.database.owner`select * from confidential_addresses order by site_id`;
const audited = async (): Promise<string[]> => {
  const rows = await test.database.read.select().from(auditEntries).orderBy(auditEntries.id);
  return rows.filter(({ subjectType }) => subjectType === "site").map(({ action }) => action);
};
const seenByAnybody = async (listing: { key: string }) =>
  (await test.app.inject({ url: `/api/programs/${idOf(listing)}` })).statusCode === 200;

describe("tightening", () => {
  it("is in force at once by one steward, and audited", async () => {
    const answer = await change("steward", open, "partners");
    expect(answer.json()).toMatchObject({ state: "in_force", from: "public", to: "partners" });
    expect((await siteOf(open))?.visibility).toBe("partners");
    expect(await seenByAnybody(open)).toBe(false);
    expect(await audited()).toEqual(["visibility_tightened"]);
  });

  it("to confidential takes the address out of everything that is searched or shown", async () => {
    const before = await siteOf(open);
    const heard = await test.database.owner`select from search_words where word = 'oakland'`;
    expect(heard).toHaveLength(1);
    await change("steward", open, "confidential");
    const after = await siteOf(open);
    expect(after).toMatchObject({ address: null, city: null, zip: null, countyFips: "06001" });
    expect([after?.lat, after?.lon]).not.toEqual([before?.lat, before?.lon]);
    expect(await documentOf(open)).toEqual({ visibility: "confidential", lat: null });
    const town = await test.database.owner`select from search_words where word = 'oakland'`;
    expect(town).toHaveLength(0);
    const kept = (await addresses()).find((row) => row["site_id"] === siteIdOf(open));
    expect(kept).toMatchObject({ address: before?.address, city: "Oakland", zip: "94607" });
    const page = await test.app.inject({
      url: `/api/programs/${idOf(open)}`,
      headers: await test.signIn("worker"),
    });
    expect(page.body).not.toContain(before?.address ?? "missing");
    expect(page.json()).toMatchObject({ place: { precision: "county", zip: null } });
  });

  it("reaches the catalogue of every instance", async () => {
    const find = async (): Promise<string[]> => {
      const answer = await test.app.inject({
        ...{ method: "POST", url: "/api/matches" },
        payload: { need: { age: 15, from: { zip: "94607" } }, limit: 50 },
      });
      return answer
        .json<{ matches: { program: ProgramHit }[] }>()
        .matches.map(({ program }) => program.id);
    };
    expect(await find()).toContain(idOf(open));
    await change("steward", open, "confidential");
    await expect.poll(find).not.toContain(idOf(open));
  });

  it("ends a loosening that waits", async () => {
    const waits = await proposed(hidden, "public");
    expect((await change("steward2", hidden, "confidential")).statusCode).toBe(409);
    await change("steward", open, "partners");
    const loosens = await proposed(open, "public");
    await change("steward2", open, "confidential");
    expect((await waiting()).map(({ id }) => id)).toEqual([waits.id]);
    expect((await decide("steward2", loosens.id, "confirm")).statusCode).toBe(409);
  });
});

describe("loosening", () => {
  it("changes nothing until another steward confirms it, and is seen to wait", async () => {
    const answer = await change("steward", hidden, "partners");
    expect(answer.json()).toMatchObject({ state: "proposed", may_confirm: false });
    expect((await siteOf(hidden))?.visibility).toBe("confidential");
    expect(await waiting("steward2")).toMatchObject([
      { programs: [{ id: idOf(hidden) }], may_confirm: true, decided_by: null },
    ]);
    expect(await waiting("steward")).toMatchObject([{ may_confirm: false }]);
    expect(await audited()).toEqual(["loosening_proposed"]);
  });

  it("is in force when another steward confirms it, and the address is where it is shown", async () => {
    const { id } = await proposed(hidden, "partners");
    const answer = await decide("steward2", id, "confirm");
    expect(answer.json()).toMatchObject({
      state: "in_force",
      decided_by: { name: "Second training steward" },
    });
    expect(await siteOf(hidden)).toMatchObject({
      ...{ visibility: "partners", address: "1 Canary Court", city: "Hayward", zip: "94541" },
    });
    expect(await addresses()).toHaveLength(0);
    expect(await documentOf(hidden)).toMatchObject({ visibility: "partners" });
    expect(await audited()).toEqual(["loosening_proposed", "loosening_confirmed"]);
    expect(await verifyChain(test.database.read)).toMatchObject({ whole: true });
  });

  it("is never confirmed by whoever proposed it, not even by way of the database", async () => {
    const { id } = await proposed(hidden, "public");
    expect((await decide("steward", id, "confirm")).statusCode).toBe(403);
    expect((await siteOf(hidden))?.visibility).toBe("confidential");
    const forced = test.database.driver`
      update visibility_changes set state = 'in_force', decided_by = proposed_by, decided_at = now()`;
    await expect(forced).rejects.toThrow("visibility_changes_two_stewards");
  });

  it("can be withdrawn by either steward, once", async () => {
    const { id } = await proposed(hidden, "public");
    expect((await decide("steward", id, "withdraw")).json()).toMatchObject({ state: "withdrawn" });
    for (const how of ["confirm", "withdraw"] as const) {
      const again = await decide("steward2", id, how);
      expect(again.json()).toMatchObject({ code: "conflict", state: "withdrawn" });
    }
    expect((await proposed(hidden, "partners")).state).toBe("proposed");
  });

  it("waits once for each site", async () => {
    await proposed(hidden, "public");
    expect((await change("steward2", hidden, "partners")).statusCode).toBe(409);
  });

  it("of two who confirm at once, one does", async () => {
    await change("steward2", open, "confidential");
    const { id } = await proposed(open, "public");
    const answers = await Promise.all([1, 2, 3].map(() => decide("steward2", id, "confirm")));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
  });
});

describe("changes of visibility", () => {
  it.each(["worker", "provider", "analyst", "administrator"])("are not for %s", async (who) => {
    const { id } = await proposed(hidden, "partners");
    const answers = [
      await change(who, open, "confidential"),
      await change(who, hidden, "public"),
      await decide(who, id, "confirm"),
      await decide(who, id, "withdraw"),
      await send(who, "/api/visibility-changes?state=proposed"),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403]);
    expect((await siteOf(open))?.visibility).toBe("public");
  });

  it("are of sites that there are", async () => {
    expect((await change("steward", siteless, "confidential")).statusCode).toBe(404);
    const ask = (url: string, payload?: object) => send("steward", url, payload);
    const payload = { to: "public", reason: "program_asked" };
    const missing = await ask(`/api/programs/${nowhere}/visibility-changes`, payload);
    expect(missing.statusCode).toBe(404);
    expect((await ask(`/api/visibility-changes/${nowhere}/confirm`)).statusCode).toBe(404);
    expect((await ask(`/api/visibility-changes?program=${nowhere}`)).statusCode).toBe(404);
  });

  it("are a change, for a reason that is on the list", async () => {
    expect((await change("steward", open, "public")).json()).toMatchObject({ code: "conflict" });
    const url = `/api/programs/${idOf(open)}/visibility-changes`;
    for (const payload of [{}, { to: "partners" }, { to: "secret", reason: "program_asked" }]) {
      expect((await send("steward", url, payload)).statusCode).toBe(400);
    }
  });

  it("only tighten or loosen", () => {
    const order: Visibility[] = ["public", "partners", "confidential"];
    for (const [a, from] of order.entries()) {
      for (const [b, to] of order.entries()) expect(tightens(from, to)).toBe(b > a);
    }
  });
});
