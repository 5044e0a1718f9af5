import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditAction } from "../../../db/codes.ts";
import { recordAudit } from "../../../server/access/audit/record-audit.ts";
import type { AuditList } from "../../../server/access/audit/contract.ts";
import { findIdByEmail } from "../../../server/access/people.repo.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const own = aListing({ pools: [{ label: "All", reports: [{ hoursAgo: 9, open: 1, total: 4 }] }] });
const other = aConfidentialListing();
const formula = "=cmd";
const program = "0199c5f0-0000-7000-8000-0000000000aa";

let test: TestApp;
const people: Record<string, string> = {};
beforeAll(async () => {
  test = await testApp({ listings: [own, other], staffed: [own.key] });
  for (const who of ["worker", "steward", "provider", "admin"]) {
    people[who] = (await findIdByEmail(test.database.read, `${who}@training.test`)) ?? "missing";
  }
  await record("worker", "hold_placed", 4);
  await record("steward", "visibility_tightened", 3);
});
afterAll(() => test.close());

const record = async (who: string, action: AuditAction, times: number) => {
  for (let n = 0; n < times; n++) {
    await test.database.transaction((tx) =>
      recordAudit(tx, {
        actor: { userId: people[who] ?? "" },
        action,
        subject: { type: "program", id: program },
        details: { n },
      }),
    );
  }
};

const get = async (who: string, path: string) =>
  test.app.inject({
    url: `/api/audit${path}`,
    headers: who === "nobody" ? {} : await test.signIn(who),
  });
const list = async (who: string, path: string): Promise<AuditList> => (await get(who, path)).json();
const actionsOf = ({ items }: AuditList) => items.map(({ action }) => action);

describe("the audit", () => {
  it("is read by administrators, newest first, with names", async () => {
    const { items, total } = await list("administrator", `?subject=${program}`);
    expect(total).toBe(7);
    expect(items.map(({ position }) => position)).toEqual(
      items.map(({ position }) => position).toSorted((a, b) => b - a),
    );
    expect(items[0]).toMatchObject({
      actor: { id: people["steward"], name: "Training steward" },
      action: "visibility_tightened",
      subject: { type: "program", id: program },
      facts: [{ name: "n", value: "2" }],
    });
  });

  it.each(["worker", "provider", "analyst", "steward"])("is refused to %s", async (who) => {
    expect((await get(who, "")).statusCode).toBe(403);
    expect((await get(who, "/export")).statusCode).toBe(403);
  });

  it("asks who is not signed in to do so", async () => {
    for (const path of ["", "/mine", "/export"]) {
      expect((await get("nobody", path)).statusCode).toBe(401);
    }
  });

  it("is filtered by action, person, record and time", async () => {
    const total = async (query: string) => (await list("administrator", query)).total;
    expect(await total(`?subject=${program}&action=hold_placed`)).toBe(4);
    expect(await total(`?subject=${program}&action=hold_placed&action=visibility_tightened`)).toBe(
      7,
    );
    expect(await total(`?actor=${people["steward"]}&action=visibility_tightened`)).toBe(3);
    expect(await total(`?subject=${program}&actor=nobody`)).toBe(0);
    const { items } = await list("administrator", `?subject=${program}`);
    const middle = items[3]?.at ?? "";
    const later = await total(`?subject=${program}&from=${middle}`);
    const earlier = await total(`?subject=${program}&to=${middle}`);
    expect(later).toBeGreaterThanOrEqual(4);
    expect(later + earlier).toBe(7);
  });

  it("comes in pages that neither repeat nor skip", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await list("administrator", `?subject=${program}&limit=3${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next === null ? "" : `&cursor=${page.next}`;
    } while (cursor !== "");
    const whole = await list("administrator", `?subject=${program}&limit=100`);
    expect(seen).toEqual(whole.items.map(({ id }) => id));
  });

  it.each(["?action=gossip", "?from=yesterday", "?limit=101", "?cursor=1", "?who=me"])(
    "refuses %s",
    async (query) => expect((await get("administrator", query)).statusCode).toBe(400),
  );
});

describe("what one did oneself", () => {
  it("is there for everybody, and nothing of others", async () => {
    const mine = await list("worker", "/mine?action=hold_placed&action=visibility_tightened");
    expect(mine.total).toBe(4);
    expect(mine.items.every(({ actor }) => actor?.id === people["worker"])).toBe(true);
    expect((await list("analyst", "/mine?action=hold_placed")).total).toBe(0);
  });

  it("cannot be asked of somebody else", async () => {
    expect((await get("worker", `/mine?actor=${people["steward"]}`)).statusCode).toBe(400);
  });

  it("is for provider staff also what was done to their own programs", async () => {
    const id = test.ids.get(own.key)?.programId ?? "";
    await test.database.transaction((tx) =>
      recordAudit(tx, { actor: null, action: "staff_changed", subject: { type: "program", id } }),
    );
    const mine = await list("provider", "/mine");
    expect(actionsOf(mine)).toContain("staff_changed");
    expect(actionsOf(mine)).not.toContain("hold_placed");
  });

  it("tells of each bed report once", async () => {
    const listed = test.ids.get(own.key);
    const answer = await test.app.inject({
      method: "POST",
      url: `/api/programs/${listed?.programId}/bed-reports`,
      headers: await test.signIn("provider"),
      payload: { pools: [{ pool_id: listed?.poolIds["All"], open: 2 }] },
    });
    expect(answer.statusCode).toBe(200);
    const { items } = await list("provider", "/mine?action=beds_reported");
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      actor: { id: people["provider"] },
      subject: { type: "program", id: listed?.programId },
      facts: [
        { name: "pools", value: "1" },
        { name: "source", value: "web" },
      ],
    });
  });
});

describe("the export", () => {
  it("is CSV of what was asked for, and audited itself", async () => {
    const answer = await get("administrator", `/export?subject=${program}&action=hold_placed`);
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toContain("attachment");
    const lines = answer.body.trim().split("\n");
    expect(lines[0]).toBe("position,id,at,actor,action,subject_type,subject_id,details,hash");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/,hold_placed,program,0199c5f0-.*,"\{""n"": ?3\}",[0-9a-f]{64}$/);
    const { items } = await list("administrator", "?action=exported");
    expect(items[0]).toMatchObject({
      actor: { id: people["admin"] },
      subject: { type: "audit", id: "csv" },
    });
    expect(items[0]?.facts).toContainEqual({ name: "subject", value: program });
  });

  it("takes every filter that the list takes, and nothing that is none", async () => {
    const zoned = encodeURIComponent("2026-01-01T00:00:00+02:00");
    expect((await get("administrator", `/export?from=${zoned}&to=${zoned}`)).statusCode).toBe(200);
    expect((await get("administrator", "/export?actor=a%20b")).statusCode).toBe(400);
  });

  it("takes no cell for a formula", async () => {
    await test.database.driver`
      insert into audit_entries (id, action, subject_type, subject_id)
      values (gen_random_uuid(), 'refused', 'route', ${formula})`;
    const { body } = await get("administrator", "/export?action=refused");
    expect(body).toContain(",route,'=cmd,");
    expect(body).not.toContain(`,${formula},`);
  });
});

describe("refusals", () => {
  const refusals = async (actor: string) =>
    (await list("administrator", `?action=refused&limit=100`)).items.filter(
      (entry) => (entry.actor?.id ?? "nobody") === actor,
    );
  const factsOf = (entry: AuditList["items"][number] | undefined) =>
    Object.fromEntries(entry?.facts.map(({ name, value }) => [name, value]) ?? []);

  it("name who was refused what, and one that is repeated only once", async () => {
    const hidden = test.ids.get(other.key)?.programId ?? "";
    for (let n = 0; n < 3; n++) {
      await test.app.inject({
        url: `/api/programs/${hidden}`,
        headers: await test.signIn("provider"),
      });
    }
    const about = async () =>
      (await refusals(people["provider"] ?? "")).filter((entry) => factsOf(entry)["id"] === hidden);
    await expect.poll(about).toHaveLength(1);
    const [entry] = await about();
    expect(entry?.subject).toEqual({ type: "route", id: "/api/programs/:id" });
    expect(factsOf(entry)).toEqual({ id: hidden, method: "GET", status: "404" });
  });

  it("name a cookie that opens nothing, and nothing of it", async () => {
    const cookie = "harborlight.session_token=forged.signature";
    for (const url of ["/api/audit/mine", "/api/audit/mine?limit=7"]) {
      expect((await test.app.inject({ url, headers: { cookie } })).statusCode).toBe(401);
    }
    const forged = async () =>
      (await refusals("nobody")).filter(({ subject }) => subject?.id === "/api/audit/mine");
    await expect.poll(forged).toHaveLength(1);
    expect(JSON.stringify(await forged())).not.toContain("forged.signature");
  });

  it("say nothing of somebody who only came without a session", async () => {
    const before = (await list("administrator", "?action=refused")).total;
    await test.app.inject({ url: "/api/live" });
    await record("worker", "hold_placed", 1);
    expect((await list("administrator", "?action=refused")).total).toBe(before);
  });
});
