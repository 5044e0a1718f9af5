import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditChain, auditEntries } from "../../../db/schema/index.ts";
import { recordAudit } from "../../../server/access/audit/record-audit.ts";
import { freshDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase(20);
});
afterAll(() => database.close());

const entries = () => database.read.select().from(auditEntries).orderBy(auditEntries.id);
const chain = () => database.read.select().from(auditChain).orderBy(auditChain.position);
const subject = { type: "program", id: "0199c5f0-0000-7000-8000-000000000010" } as const;

describe("recording an act", () => {
  it("appends who did what to which record, with the database's time", async () => {
    const before = Date.now();
    await database.transaction((tx) =>
      recordAudit(tx, {
        actor: { userId: "somebody" },
        action: "role_changed",
        subject: { type: "person", id: "someone-else" },
        details: { from: "worker", to: "steward" },
      }),
    );
    const written = (await entries()).at(-1);
    expect(written).toMatchObject({
      actor: "somebody",
      action: "role_changed",
      subjectType: "person",
      subjectId: "someone-else",
      details: { from: "worker", to: "steward" },
    });
    expect(Math.abs((written?.at.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });

  it("leaves nothing behind when the transaction is undone", async () => {
    const before = [await entries(), await chain()];
    const undone = database.transaction(async (tx) => {
      await recordAudit(tx, { actor: null, action: "refused" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect([await entries(), await chain()]).toEqual(before);
  });

  it("gives each entry one place in one chain, however many are written at once", async () => {
    const before = (await chain()).length;
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        database.transaction(async (tx) => {
          await recordAudit(tx, { actor: null, action: "beds_reported", subject, details: { n } });
          if (n % 3 === 0) await recordAudit(tx, { actor: null, action: "exported", subject });
        }),
      ),
    );
    const links = await chain();
    expect(links).toHaveLength(before + 80);
    expect(links.map(({ position }) => position)).toEqual(links.map((_, index) => index + 1));
    expect(new Set(links.map(({ entryId }) => entryId))).toEqual(
      new Set((await entries()).map(({ id }) => id)),
    );
    expect(new Set(links.map(({ hash }) => hash.toString("hex"))).size).toBe(links.length);
  });

  it("takes no sentence, address or e-mail for a fact", async () => {
    const refusal = (details: Record<string, string>) =>
      database.transaction((tx) => recordAudit(tx, { actor: null, action: "refused", details }));
    await expect(refusal({ who: "somebody@example.org" })).rejects.toThrow("who is none");
    await expect(refusal({ address: "1 Canary Court" })).rejects.toThrow("address is none");
    await expect(refusal({ "Code sent": "123456" })).rejects.toThrow("a key is none");
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
        fc.pre(/[\s@]/.test(text));
        await expect(refusal({ text })).rejects.toThrow("coded facts only");
      }),
      { numRuns: 30 },
    );
  });
});

describe("what was recorded", () => {
  it.each([
    ["changed", "update audit_entries set action = 'exported'"],
    ["removed", "delete from audit_entries"],
    ["emptied", "truncate audit_entries"],
    ["given other hashes", "update audit_chain set hash = ''"],
    ["taken out of the chain", "delete from audit_chain"],
    ["unchained", "truncate audit_chain"],
  ])("cannot be %s, not by its owner either", async (_what, statement) => {
    const before = await entries();
    await expect(database.driver.unsafe(statement)).rejects.toThrow("permission denied");
    await expect(database.owner.unsafe(statement)).rejects.toThrow("append-only");
    expect(await entries()).toEqual(before);
  });
});
