import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Program } from "../../../server/directory/contract.ts";
import type { ListingProposal } from "../../../server/directory/proposals/contract.ts";
import type { VisibilityChange } from "../../../server/directory/visibility/contract.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const own = aListing();
const hidden = aConfidentialListing();
const others = aListing();

let harbor: TestApp;
beforeEach(async () => {
  harbor = await testApp({
    listings: [own, hidden, others],
    ...{ staffed: [own.key, hidden.key], now: new Date("2026-03-02T12:00:00Z") },
  });
});
afterEach(() => harbor.close());

const idOf = (listing: { key: string }) => harbor.ids.get(listing.key)?.programId ?? "missing";
const post = async (as: string, path: string, payload: object = {}) =>
  harbor.app.inject({
    ...{ method: "POST", url: `/api/${path}`, payload },
    headers: { ...(await harbor.signIn(as)), "content-type": "application/json" },
  });
const read = async <T>(as: string, path: string) =>
  (await harbor.app.inject({ url: `/api/${path}`, headers: await harbor.signIn(as) })).json<T>();
const propose = (payload: object, of = own) =>
  post("provider", `programs/${idOf(of)}/proposals`, payload);
const proposed = async (payload: object, of = own) => {
  const answer = await propose(payload, of);
  expect(answer.statusCode).toBe(200);
  return answer.json<ListingProposal>();
};
const waiting = async () =>
  (await read<{ items: ListingProposal[] }>("steward", "listing-proposals?state=proposed")).items;
const leadSees = async (of = own) =>
  (
    await read<{ proposals: ListingProposal[] }>("provider", `programs/${idOf(of)}/own-listing`)
  ).proposals.map(({ state, refusal, second_step }) => ({ state, refusal, second_step }));
const page = () => read<Program>("worker", `programs/${idOf(own)}`);
const licence = { status: "licensed", number: "FIC-1042", until: "2027-12-31" };
const alameda = { scope: "county", code: "06001" };
const nevada = { scope: "state", code: "NV" };

describe("a proposal", () => {
  it("changes nothing until a steward approves it, and then the listing at once", async () => {
    const { id, before, after } = await proposed({ areas: [nevada, alameda] });
    expect([before.areas, after.areas?.map(({ name }) => name)]).toEqual([
      [],
      ["Alameda", "Nevada"],
    ]);
    expect((await page()).areas).toEqual([]);
    expect((await waiting()).map((one) => one.program.id)).toEqual([idOf(own)]);
    const decided = await post("steward", `listing-proposals/${id}/approve`);
    expect(decided.json()).toMatchObject({
      ...{ state: "approved", decided_by: { name: "Training steward" } },
    });
    expect((await page()).areas.map(({ code }) => code).sort()).toEqual(["06001", "NV"]);
    const found = await read<{ total: number }>("worker", "programs?state=NV");
    expect(found.total).toBe(1);
    expect(await waiting()).toEqual([]);
    const entries = await harbor.database.owner<{ action: string }[]>`
      select action from audit_entries where subject_id = ${idOf(own)} order by id`;
    expect(entries.map(({ action }) => action)).toEqual([
      ...["listing_proposed", "proposal_approved", "listing_changed", "listing_changed"],
    ]);
  });

  it("is refused with a reason that its lead reads, and leaves the listing as it was", async () => {
    const { id } = await proposed({ licence });
    await post("steward", `listing-proposals/${id}/refuse`, { reason: "not_documented" });
    expect(await leadSees()).toEqual([
      { state: "refused", refusal: "not_documented", second_step: null },
    ]);
    expect((await page()).licence).toBeNull();
    const again = await post("steward", `listing-proposals/${id}/approve`);
    expect([again.statusCode, again.json<{ state: string }>().state]).toEqual([409, "refused"]);
  });

  it("waits once for each subject, and its lead may take it back", async () => {
    const { id } = await proposed({ licence });
    expect((await propose({ licence: { ...licence, number: "FIC-2" } })).statusCode).toBe(409);
    await proposed({ areas: [alameda] });
    expect((await post("provider", `listing-proposals/${id}/withdraw`)).statusCode).toBe(200);
    expect((await post("provider", `listing-proposals/${id}/withdraw`)).statusCode).toBe(409);
    await proposed({ licence });
  });

  it("is decided once when two stewards decide at the same time", async () => {
    const { id } = await proposed({ areas: [alameda] });
    const answers = await Promise.all([
      post("steward", `listing-proposals/${id}/approve`),
      post("steward2@training.test", `listing-proposals/${id}/refuse`, { reason: "other" }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  it("that cannot be is refused, and what is so already is a conflict", async () => {
    for (const payload of [
      { licence, areas: [alameda] },
      {},
      { licence: { ...licence, number: null } },
      { licence: { ...licence, until: "2026-03-01" } },
      { areas: [{ scope: "county", code: "06999" }] },
      { areas: [alameda, alameda] },
    ]) {
      expect((await propose(payload)).statusCode, JSON.stringify(payload)).toBe(400);
    }
    expect((await propose({ visibility: "public" })).statusCode).toBe(409);
    expect(await waiting()).toEqual([]);
  });
});

describe("of who may see a site", () => {
  it("hides it as soon as one steward approves", async () => {
    const { id, loosens } = await proposed({ visibility: "confidential" });
    expect(loosens).toBe(false);
    await post("steward", `listing-proposals/${id}/approve`);
    expect((await harbor.app.inject({ url: `/api/programs/${idOf(own)}` })).statusCode).toBe(404);
    expect((await page()).place.address).toBeNull();
  });

  it("opens it only after a second steward has confirmed", async () => {
    const { id, loosens } = await proposed({ visibility: "partners" }, hidden);
    expect(loosens).toBe(true);
    const approved = await post("steward", `listing-proposals/${id}/approve`);
    expect(approved.json()).toMatchObject({ state: "approved", second_step: "proposed" });
    const place = async () =>
      (await read<Program>("worker", `programs/${idOf(hidden)}`)).place.visibility;
    expect(await place()).toBe("confidential");
    const [change] = (
      await read<{ items: VisibilityChange[] }>("steward2", "visibility-changes?state=proposed")
    ).items;
    const confirm = (as: string) => post(as, `visibility-changes/${change?.id}/confirm`);
    expect((await confirm("steward")).statusCode).toBe(403);
    expect((await confirm("steward2")).statusCode).toBe(200);
    expect(await place()).toBe("partners");
    expect(await leadSees(hidden)).toEqual([
      { state: "approved", refusal: null, second_step: "in_force" },
    ]);
  });
});

it("nobody proposes for a program that they do not lead, and nobody but stewards decides", async () => {
  const { id } = await proposed({ licence });
  expect((await propose({ licence }, others)).statusCode).toBe(404);
  for (const as of ["worker", "provider", "administrator", "analyst"]) {
    expect((await post(as, `listing-proposals/${id}/approve`)).statusCode).toBe(403);
  }
  expect((await post("worker", `listing-proposals/${id}/withdraw`)).statusCode).toBe(403);
  await harbor.database.owner`update program_staff set lead = false`;
  expect((await post("provider", `listing-proposals/${id}/withdraw`)).statusCode).toBe(404);
});

it("a licence is shown by its state, and its number to nobody but its lead and stewards", async () => {
  const { id } = await proposed({ licence });
  await post("steward", `listing-proposals/${id}/approve`);
  const url = `/api/programs/${idOf(own)}`;
  for (const as of ["worker", "analyst", "administrator"]) {
    const answer = await harbor.app.inject({ url, headers: await harbor.signIn(as) });
    expect(answer.json<Program>().licence).toEqual({ status: "licensed", until: "2027-12-31" });
    expect(answer.body).not.toContain("FIC-1042");
  }
  for (const role of ["harborlight_search", "harborlight_analyst"]) {
    const asRole = harbor.database.owner.begin(async (sql) => {
      await sql.unsafe(`set local role ${role}`);
      await sql`select number from program_licences`;
    });
    await expect(asRole).rejects.toThrow(/permission denied/);
  }
});
