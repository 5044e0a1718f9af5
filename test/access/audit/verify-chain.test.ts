import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordAudit } from "../../../server/access/audit/record-audit.ts";
import { verifyChain } from "../../../server/access/audit/verify-chain.ts";
import { freshDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

const record = async (count: number) => {
  for (let n = 1; n <= count; n++) {
    await database.transaction((tx) =>
      recordAudit(tx, {
        actor: n % 2 === 0 ? { userId: `person-${n}` } : null,
        action: "address_revealed",
        ...(n % 3 === 0 ? {} : { subject: { type: "site", id: `site-${n}` } }),
        details: { reason: "emergency", n, again: n > 3, none: null },
      }),
    );
  }
};

/** What nobody but the database's owner could do: he takes the triggers off first. */
const tamper = async (statement: string) => {
  await database.owner.unsafe(`
    alter table audit_entries disable trigger user; alter table audit_chain disable trigger user;
    ${statement};
    alter table audit_entries enable trigger user; alter table audit_chain enable trigger user`);
};
const entryAt = (position: number) =>
  `(select entry_id from audit_chain where position = ${position})`;

describe("verifying the chain", () => {
  it("finds an empty audit whole", async () => {
    expect(await verifyChain(database.read)).toEqual({ whole: true, entries: 0, head: undefined });
  });

  it("finds what was only appended whole, also over many pages", async () => {
    await record(9);
    await database.driver`
      insert into audit_entries (id, action, details)
      select gen_random_uuid(), 'signed_in', jsonb_build_object('n', n) from generate_series(1, 2500) n`;
    const verdict = await verifyChain(database.read);
    expect(verdict).toMatchObject({ whole: true, entries: 2509, head: { position: 2509 } });
  });

  it.each([
    ["actor", "update audit_entries set actor = 'another'"],
    ["missing actor", "update audit_entries set actor = null"],
    ["action", "update audit_entries set action = 'signed_in'"],
    ["subject", "update audit_entries set subject_id = 'site-9'"],
    ["kind of subject", "update audit_entries set subject_type = 'program'"],
    ["facts", `update audit_entries set details = '{"reason": "court_order"}'`],
    ["time", "update audit_entries set at = at + interval '1 millisecond'"],
  ])("names the entry whose %s was changed", async (_what, statement) => {
    await record(6);
    await tamper(`${statement} where id = ${entryAt(4)}`);
    expect(await verifyChain(database.read)).toEqual({
      ...{ whole: false, position: 4, reason: "an entry was changed" },
    });
  });

  it("names the place of an entry that was taken out, with or without its link", async () => {
    await record(6);
    await tamper(`delete from audit_entries where id = ${entryAt(3)}`);
    const missing = { whole: false, position: 3, reason: "an entry is missing" };
    expect(await verifyChain(database.read)).toEqual(missing);
    await tamper("delete from audit_chain where position = 3");
    expect(await verifyChain(database.read)).toEqual(missing);
    await tamper("update audit_chain set position = position - 1 where position > 3");
    expect(await verifyChain(database.read)).toMatchObject({ whole: false, position: 3 });
  });

  it("names a hash that was made up, there and not later", async () => {
    await record(6);
    await tamper("update audit_chain set hash = sha256('x') where position = 5");
    expect(await verifyChain(database.read)).toMatchObject({ whole: false, position: 5 });
  });

  it("finds an entry that was slipped in beside the chain", async () => {
    await record(2);
    await tamper("insert into audit_entries (id, action) values (gen_random_uuid(), 'exported')");
    expect(await verifyChain(database.read)).toMatchObject({
      whole: false,
      reason: "an entry stands outside the chain",
    });
  });

  it("shows by a noted place that the end was cut off, or all of it written anew", async () => {
    await record(5);
    const verdict = await verifyChain(database.read);
    const noted = verdict.whole ? verdict.head : undefined;
    await record(2);
    expect(await verifyChain(database.read, noted)).toMatchObject({ whole: true, entries: 7 });
    await tamper(
      `delete from audit_entries where id in (select entry_id from audit_chain where position > 3);
       delete from audit_chain where position > 3`,
    );
    expect(await verifyChain(database.read)).toMatchObject({ whole: true, entries: 3 });
    expect(await verifyChain(database.read, noted)).toEqual({
      ...{ whole: false, position: 5, reason: "the noted entry is not there" },
    });
    await record(4);
    expect(await verifyChain(database.read, noted)).toEqual({
      ...{ whole: false, position: 5, reason: "the noted entry is another" },
    });
  });
});
