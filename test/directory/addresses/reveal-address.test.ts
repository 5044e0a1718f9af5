import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../../../db/schema/index.ts";
import { verifyChain } from "../../../server/access/audit/verify-chain.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const own = aConfidentialListing();
const other = aConfidentialListing();
const open = aListing();
const nowhere = "0199c5f0-0000-7000-8000-00000000000f";

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ listings: [own, other, open], staffed: [own.key] });
});
afterAll(() => test.close());

const idOf = ({ key }: { key: string }) => test.ids.get(key)?.programId ?? "missing";
const siteOf = ({ key }: { key: string }) => test.ids.get(key)?.siteId;

const cookieOf = async (who: string) => (who === "nobody" ? {} : await test.signIn(who));
const reveal = async (who: string, id: string, body: object = { reason: "safety_concern" }) =>
  test.app.inject({
    method: "POST",
    url: `/api/programs/${id}/address/reveal`,
    headers: await cookieOf(who),
    payload: body,
  });
const read = async (who: string, id: string) =>
  test.app.inject({ url: `/api/programs/${id}/address`, headers: await cookieOf(who) });
const reveals = async () =>
  (await test.database.read.select().from(auditEntries)).filter(
    ({ action }) => action === "address_revealed",
  );
const address = { address: "1 Canary Court", city: "Hayward", zip: "94541" };

describe("revealing a confidential address", () => {
  it("shows it to a steward, and the audit says who, which and why", async () => {
    const before = await reveals();
    const answer = await reveal("steward", idOf(other), { reason: "emergency_services" });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ program_id: idOf(other), ...address });
    const [entry, ...more] = (await reveals()).slice(before.length);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      subjectType: "site",
      subjectId: siteOf(other),
      details: { reason: "emergency_services", program: idOf(other) },
    });
    expect(entry?.actor).toBeTruthy();
    expect(JSON.stringify(entry)).not.toMatch(/Canary|Hayward|94541/);
    expect(await verifyChain(test.database.read)).toMatchObject({ whole: true });
  });

  it.each(["worker", "provider", "analyst", "administrator"])(
    "is to %s as if there were nothing, and leaves no entry of a reveal",
    async (who) => {
      const before = await reveals();
      const missing = await reveal(who, nowhere);
      expect(missing.statusCode).toBe(404);
      for (const listing of [own, other, open]) {
        const answer = await reveal(who, idOf(listing));
        expect([answer.statusCode, answer.body]).toEqual([404, missing.body]);
      }
      expect(await reveals()).toEqual(before);
    },
  );

  it("is nothing a steward can do where nothing is confidential", async () => {
    expect((await reveal("steward", idOf(open))).statusCode).toBe(404);
  });

  it("asks who is not signed in to do so, whatever is asked for", async () => {
    const [hidden, missing] = [await reveal("nobody", idOf(own)), await reveal("nobody", nowhere)];
    expect(hidden.statusCode).toBe(401);
    expect(hidden.body).toBe(missing.body);
  });

  it.each([{}, { reason: "curious" }, { reason: "legal_order", role: "steward" }])(
    "takes no other reason than those on the list: %j",
    async (body) => expect((await reveal("steward", idOf(own), body)).statusCode).toBe(400),
  );
});

describe("a program's own confidential address", () => {
  it("is there for its staff", async () => {
    const answer = await read("provider", idOf(own));
    expect(answer.json()).toMatchObject({ program_id: idOf(own), ...address });
  });

  it.each(["worker", "analyst", "administrator", "steward", "provider"])(
    "is not there for %s who does not work at it",
    async (who) => {
      const missing = await read(who, nowhere);
      expect(missing.statusCode).toBe(404);
      const asked = who === "provider" ? [other, open] : [own, other, open];
      for (const listing of asked) {
        const answer = await read(who, idOf(listing));
        expect([answer.statusCode, answer.body]).toEqual([404, missing.body]);
      }
    },
  );
});

describe("a worker's hold", () => {
  const anHour = "interval '1 hour'";

  /** What the worker reads while the other program has this hold; `moment`: a column and its SQL. */
  const readHolding = async (state: string, moment: [string, string], expires = anHour) => {
    const { owner } = test.database;
    const [worker] = await owner`select id from users where email = 'worker@training.test'`;
    const [request, hold] = [randomUUID(), randomUUID()];
    await owner`
      insert into requests (id, reference, worker_id, age, asked_at, closed_at)
      values (${request}, 'OTTER-417', ${String(worker?.["id"])}, 15, now(), now())`;
    const [column, value] = moment;
    await owner.unsafe(`
      insert into holds (id, request_id, program_id, state, enquiry, asked_at, expires_at, ${column})
      values ('${hold}', '${request}', '${idOf(other)}', '${state}', 'asked', now(), now() + ${expires}, ${value})`);
    const answers = [await read("worker", idOf(other)), await read("worker", idOf(own))] as const;
    await owner`delete from holds where id = ${hold}`;
    return answers;
  };

  it.each<[string, [string, string]]>([
    ["accepted", ["accepted_at", "now()"]],
    ["arrived", ["arrived_at", "now() - interval '23 hours'"]],
  ])("that is %s shows that program's address, and the audit says so", async (state, moment) => {
    const before = await reveals();
    const [answer, elsewhere] = await readHolding(state, moment);
    expect(answer.json()).toMatchObject(address);
    expect(elsewhere.statusCode).toBe(404);
    expect((await reveals()).slice(before.length)).toMatchObject([
      { subjectId: siteOf(other), details: { reason: "accepted_hold", program: idOf(other) } },
    ]);
  });

  it.each<[string, [string, string], string]>([
    ["waiting", ["arriving_at", "now()"], anHour],
    ["accepted", ["accepted_at", "now()"], "interval '-1 second'"],
    ["arrived", ["arrived_at", "now() - interval '25 hours'"], anHour],
    ["released", ["ended_at", "now()"], anHour],
  ])("that is %s with %j, for %s, shows none", async (state, moment, expires) => {
    const [answer] = await readHolding(state, moment, expires);
    expect(answer.statusCode).toBe(404);
  });
});

describe("the database", () => {
  const select = "select * from confidential_addresses";
  const named = (userId: string, before = "select 1") =>
    test.database.driver.begin(async (sql) => {
      await sql`select set_config('harborlight.viewer', ${userId}, true)`;
      await sql.unsafe(before);
      return (await sql.unsafe(select)).length;
    });
  const userOf = async (email: string) => {
    const [row] = await test.database.driver`select id from users where email = ${email}`;
    return String(row?.["id"]);
  };
  const audited = (actor: string, action: string) =>
    `insert into audit_entries (id, actor, action, subject_type, subject_id)
      values (gen_random_uuid(), '${actor}', '${action}', 'site', '${siteOf(other)}')`;

  it("shows the server no address without a viewer", async () => {
    expect(await test.database.driver.unsafe(select)).toHaveLength(0);
    expect(await test.database.owner.unsafe(select)).toHaveLength(2);
  });

  it("shows a provider's person the own one, and the setting ends with the transaction", async () => {
    expect(await named(await userOf("provider@training.test"))).toBe(1);
    expect(await test.database.driver.unsafe(select)).toHaveLength(0);
  });

  it.each(["worker", "analyst", "admin", "steward"])(
    "shows %s none for the asking",
    async (who) => {
      expect(await named(await userOf(`${who}@training.test`))).toBe(0);
    },
  );

  it("shows a steward the one whose reveal this transaction has written, and no other", async () => {
    const steward = await userOf("steward@training.test");
    expect(await named(steward, audited(steward, "address_revealed"))).toBe(1);
    expect(await named(steward)).toBe(0);
    expect(await named(steward, audited(steward, "exported"))).toBe(0);
    const another = await userOf("steward2@training.test");
    expect(await named(steward, audited(another, "address_revealed"))).toBe(0);
  });

  it("shows a worker none, even where a mistake has written a reveal for one", async () => {
    const worker = await userOf("worker@training.test");
    expect(await named(worker, audited(worker, "address_revealed"))).toBe(0);
  });

  it("lets the server change none and remove none", async () => {
    const { driver } = test.database;
    expect((await driver`update confidential_addresses set address = 'x'`).count).toBe(0);
    expect((await driver`delete from confidential_addresses`).count).toBe(0);
    expect(await test.database.owner.unsafe(select)).toHaveLength(2);
  });
});
