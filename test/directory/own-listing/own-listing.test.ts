import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Program } from "../../../server/directory/contract.ts";
import type { HoursStatement, OwnListing } from "../../../server/directory/own-listing/contract.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const own = aListing({ phone: "510-555-0101", verifiedOn: "2024-01-01" });
const hidden = aConfidentialListing();
const others = aListing();
// Eight in the evening of a Monday in Oakland.
const now = new Date("2026-03-03T04:00:00Z");
const harbor = await testApp({
  ...{ listings: [own, hidden, others], staffed: [own.key, hidden.key], now },
});
afterAll(() => harbor.close());
beforeAll(async () => {
  const ready = async () => {
    expect((await harbor.app.inject({ url: "/api/me" })).statusCode).toBe(200);
  };
  await vi.waitFor(ready, { timeout: 50_000, interval: 500 });
});

const idOf = (listing: { key: string }) => harbor.ids.get(listing.key)?.programId ?? "missing";
const put = async (part: string, payload: object, { of = own, as = "provider" } = {}) =>
  harbor.app.inject({
    ...{ method: "PUT", url: `/api/programs/${idOf(of)}/${part}`, payload },
    headers: await harbor.signIn(as),
  });
const page = async (of = own) => {
  const headers = await harbor.signIn("worker");
  return (await harbor.app.inject({ url: `/api/programs/${idOf(of)}`, headers })).json<Program>();
};
const changes = async (of = own) => {
  const rows = await harbor.database.owner<{ details: Record<string, unknown> }[]>`
    select details from audit_entries where subject_id = ${idOf(of)} and action = 'listing_changed'
    order by id`;
  return rows.map(({ details }) => details);
};
const spoken = (...codes: string[]) => ({
  languages: codes.map((language) => ({ language, mode: "direct" })),
  interpreter_any_language: null,
});
const monday = { weekday: 1, opens: "09:00", closes: "17:00", next_day: false, last_intake: null };
const night = { weekday: 1, opens: "19:00", closes: "02:00", next_day: true, last_intake: "01:00" };
const weekly = (...hours: HoursStatement["hours"]): HoursStatement => ({
  ...{ around_the_clock: false, hours, closed_days: [] },
});

describe("languages", () => {
  it("are in effect at once, for matches too, with before and after", async () => {
    const answer = await put("languages", spoken("spa", "mam"));
    expect(answer.json()).toEqual({
      program_id: idOf(own),
      before: { languages: [], interpreter_any_language: null },
      after: spoken("mam", "spa"),
    });
    const search = await harbor.app.inject({
      ...{ url: `/api/programs?language=mam`, headers: await harbor.signIn("worker") },
    });
    expect(search.json<{ total: number }>().total).toBe(1);
    await put("languages", spoken("spa"));
    expect((await page()).languages).toEqual([{ language: "spa", mode: "direct" }]);
    expect(await changes()).toContainEqual({
      ...{ what: "language", code: "mam", from: "direct", to: "unknown" },
    });
  });

  it("that nobody speaks, or that are there twice, are refused with their place", async () => {
    const answer = await put("languages", spoken("spa", "zzx", "spa"));
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: object[] }>().errors).toEqual([
      { path: "body/languages/1/language", message: "is no language of ISO 639-3" },
      { path: "body/languages/2/language", message: "is stated twice" },
    ]);
  });

  it("that are stated as they are write nothing", async () => {
    const before = (await changes()).length;
    await put("languages", spoken("spa"));
    expect(await changes()).toHaveLength(before);
  });
});

describe("intake hours", () => {
  it("open and close intake at once, past midnight and on days of closing", async () => {
    const stated = await put("intake-hours", weekly(night, monday));
    expect(stated.json<{ after: HoursStatement }>().after.hours).toEqual([monday, night]);
    expect((await page()).intake).toMatchObject({ open_now: true, hours: [monday, night] });
    const closed = { ...weekly(monday, night), closed_days: ["2026-03-02", "2026-03-02"] };
    const answer = await put("intake-hours", closed);
    expect(answer.json<{ after: HoursStatement }>().after.closed_days).toEqual(["2026-03-02"]);
    expect((await page()).intake.open_now).toBe(false);
    expect(await changes()).toContainEqual({
      ...{ what: "hours", day: 1, from: "", to: "09:00-17:00/19:00-02:00*01:00" },
    });
  });

  it.each([
    ["close before they open", [{ ...monday, closes: "08:00" }]],
    ["are longer than a day", [{ ...monday, closes: "10:00", next_day: true }]],
    ["end intake after closing", [{ ...monday, last_intake: "18:00" }]],
    ["overlap on one day", [monday, { ...monday, opens: "16:00", closes: "20:00" }]],
    ["are no time", [{ ...monday, opens: "29:00", closes: "29:30" }]],
  ])("that %s are refused", async (_what, hours) => {
    expect((await put("intake-hours", weekly(...hours))).statusCode).toBe(400);
  });

  it("are not stated beside around the clock", async () => {
    const answer = await put("intake-hours", { ...weekly(monday), around_the_clock: true });
    expect(answer.statusCode).toBe(400);
  });
});

describe("telephone numbers", () => {
  const numbers = (phone: string | null, intake_phone: string | null, night_phone: string | null) =>
    ({ phone, intake_phone, night_phone }) as const;

  it("are written in one way, and the night line answers at night", async () => {
    const answer = await put("telephones", numbers("(510) 555-0199", null, "+1 510 555 0188"));
    expect(answer.json()).toMatchObject({
      before: numbers("510-555-0101", null, null),
      after: numbers("510-555-0199", null, "510-555-0188"),
    });
    harbor.clock.set(new Date("2026-03-03T07:00:00Z"));
    expect((await page()).intake).toMatchObject({ phone: "510-555-0188" });
    harbor.clock.set(now);
  });

  it("stand in the audit by their last digits alone", async () => {
    expect(await changes()).toContainEqual({ what: "phone", from: "*0101", to: "*0199" });
    expect(JSON.stringify(await changes())).not.toContain("555");
  });

  it.each(["12", "510-555-0101 x12", "call us"])(
    "that nobody can dial are refused: %s",
    async (n) => {
      expect((await put("telephones", numbers(n, null, null))).statusCode).toBe(400);
    },
  );

  it("are not taken away where workers would have none left", async () => {
    expect((await put("telephones", numbers(null, null, "510-555-0188"))).statusCode).toBe(400);
    // Of a hidden place only the intake line is shown.
    const answer = await put("telephones", numbers("510-555-0142", null, null), { of: hidden });
    expect(answer.statusCode).toBe(400);
    expect((await page(hidden)).phone).toBe("510-555-0143");
  });
});

it("a lead reads all that the editor shows, and nobody else does", async () => {
  const url = `/api/programs/${idOf(hidden)}/own-listing`;
  const read = async (as: string) => harbor.app.inject({ url, headers: await harbor.signIn(as) });
  expect((await read("provider")).json<OwnListing>()).toMatchObject({
    telephones: { phone: "510-555-0142", intake_phone: "510-555-0143" },
    ...{ visibility: "confidential", licence: null, proposals: [] },
  });
  expect((await read("steward")).statusCode).toBe(403);
  expect((await put("languages", spoken(), { of: others })).statusCode).toBe(404);
  await harbor.database.owner`update program_staff set lead = false`;
  expect((await read("provider")).statusCode).toBe(404);
  expect((await put("languages", spoken())).statusCode).toBe(404);
  await harbor.database.owner`update program_staff set lead = true`;
});
