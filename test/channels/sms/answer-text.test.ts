import { count, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { bedReports, programStaff, stoppedNumbers, users } from "../../../db/schema/index.ts";
import type { BedReportList } from "../../../server/availability/contract.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { gatewayAt, smsGateway } from "../gateway.ts";

const now = new Date("2026-03-01T12:00:00Z");
const girls = {
  label: "Girls",
  genders: ["girl" as const],
  reports: [{ hoursAgo: 5, open: 2, total: 4 }],
};
const boys = {
  label: "Boys",
  genders: ["boy" as const],
  reports: [{ hoursAgo: 5, open: 1, total: 4 }],
};
const one = aListing({ pools: [{ label: "All", reports: [{ hoursAgo: 5, open: 1, total: 4 }] }] });
const two = aListing({ pools: [girls, boys] });
const hidden = aConfidentialListing({
  name: "Quiet Canyon House",
  pools: [{ label: "All", reports: [{ hoursAgo: 5, open: 1, total: 4 }] }],
});
const harbor = await testApp({
  now,
  listings: [one, two, hidden],
  staffed: [],
  config: { smsGateway },
});
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));
const { database } = harbor;
const gateway = gatewayAt(harbor);
const idOf = (listing: typeof one) => harbor.ids.get(listing.key)?.programId ?? "";

const staffOf = async (number: string, listings: (typeof one)[]): Promise<string> => {
  const id = v7();
  const email = `${id}@training.test`;
  await database.transaction(async (tx) => {
    await tx.insert(users).values({ id, email, name: email, role: "provider", training: true });
    await tx
      .insert(programStaff)
      .values(listings.map((given) => ({ userId: id, programId: idOf(given) })));
  });
  await gateway.register(id, number);
  return id;
};
const [single, double, several, stranger] = [
  "+15105550101",
  "+15105550102",
  "+15105550103",
  "+15105550109",
];
await staffOf(single, [one]);
const doubleId = await staffOf(double, [two]);
await staffOf(several, [one, hidden]);

const steward = await harbor.signIn("steward");
const openAt = async (listing: typeof one) => {
  const url = `/api/programs/${idOf(listing)}`;
  const program = await harbor.app.inject({ url, headers: steward });
  return Object.fromEntries(
    program
      .json<{ pools: { label: string; open: number }[] }>()
      .pools.map((pool) => [pool.label, pool.open]),
  );
};
const reportCount = async () =>
  (await database.read.select({ all: count() }).from(bedReports))[0]?.all;
const changesNothing = async (work: () => Promise<unknown>) => {
  const before = await reportCount();
  const result = await work();
  expect(await reportCount()).toBe(before);
  return result;
};

describe("a text message from staff", () => {
  it("states the count of their only pool, and is told so", async () => {
    expect(await gateway.text(single, "3")).toMatch(/^Saved\. Empty beds now: All 3\./);
    expect(await openAt(one)).toEqual({ All: 3 });
    const url = `/api/programs/${idOf(one)}/bed-reports?limit=1`;
    const history = await harbor.app.inject({ url, headers: steward });
    expect(history.json<BedReportList>().items).toMatchObject([{ source: "sms", open: 3 }]);
  });

  it("states several counts, the same again, and full, in both languages", async () => {
    expect(await gateway.text(double, "3 girls 1 boys")).toMatch(/Girls 3/);
    expect(await openAt(two)).toEqual({ Girls: 3, Boys: 1 });
    expect(await gateway.text(double, "2 niñas 0 niños")).toMatch(/^Guardado\. .*Girls 2/);
    const before = (await reportCount()) ?? 0;
    expect(await gateway.text(double, "igual")).toMatch(/^Guardado/);
    expect(await reportCount()).toBe(before + 2);
    expect(await gateway.text(double, "lleno")).toMatch(/: Boys 0, Girls 0/);
    expect(await openAt(two)).toEqual({ Girls: 0, Boys: 0 });
  });

  it("is asked which beds where it could be several, and the number chooses", async () => {
    const question = await changesNothing(() => gateway.text(double, "3"));
    expect(question).toMatch(/1 Boys, 2 Girls/);
    expect(await gateway.text(double, "2")).toMatch(/Girls 3/);
    expect(await openAt(two)).toMatchObject({ Girls: 3 });
  });

  it("is asked which program, where hidden ones are called by their initials", async () => {
    const question = await changesNothing(() => gateway.text(several, "2"));
    expect(question).toMatch(/Which program/);
    expect(question).toContain("QCH");
    expect(question).not.toContain("Canyon");
    const number = /(\d) QCH/.exec(String(question))?.[1] ?? "";
    expect(await gateway.text(several, number)).toMatch(/^Saved\. Empty beds now at QCH: All 2/);
    expect(await openAt(hidden)).toEqual({ All: 2 });
  });

  it("chooses nothing any more a quarter of an hour after the question", async () => {
    await gateway.text(double, "4");
    harbor.clock.set(new Date(now.getTime() + 16 * 60_000));
    expect(await changesNothing(() => gateway.text(double, "1"))).toMatch(/Which beds/);
  });

  it.each([
    ["not to be understood", "about three"],
    ["1,600 characters", "3 girls ".repeat(200)],
    ["another alphabet", "три девочки"],
    ["of other digits", "٣"],
    ["empty", ""],
  ])("that is %s gets one clear question back and changes nothing", async (_what, text) => {
    expect(await changesNothing(() => gateway.text(single, text))).toMatch(
      /^Not understood, nothing changed/,
    );
  });

  it("that says more beds than there are changes nothing", async () => {
    expect(await changesNothing(() => gateway.text(single, "5"))).toMatch(/^Nothing changed/);
  });

  it("is answered once for each id", async () => {
    const id = "gw-again";
    await gateway.text(single, "2", id);
    await gateway.text(single, "1");
    expect(await changesNothing(() => gateway.text(single, "2", id))).toBeNull();
    const many = await changesNothing(async () => {
      const ids = Array.from({ length: 5 }, () => gateway.text(single, "huh", "gw-race"));
      return (await Promise.all(ids)).filter((reply) => reply !== null).length;
    });
    expect(many).toBe(1);
    expect(await openAt(one)).toEqual({ All: 1 });
  });

  it("ends messages with STOP and brings them back with START", async () => {
    expect(await gateway.text(single, "STOP")).toMatch(/no more messages/);
    expect(await database.read.select().from(stoppedNumbers)).toMatchObject([{ number: single }]);
    expect(await gateway.text(single, "start")).toMatch(/on again/);
    expect(await database.read.select().from(stoppedNumbers)).toEqual([]);
  });
});

describe("a text message from anybody else", () => {
  it("is not answered and changes nothing", async () => {
    expect(await changesNothing(() => gateway.text(stranger, "3"))).toBeNull();
    await database.transaction(async (tx) => {
      await tx.update(users).set({ closedAt: now }).where(eq(users.id, doubleId));
    });
    expect(await changesNothing(() => gateway.text(double, "3 girls 1 boys"))).toBeNull();
  });

  it("is refused without the gateway's signature of these very words, made lately", async () => {
    const body = gateway.message(single, "4");
    const other = gateway.message(single, "3");
    const forged = {
      ...gateway.signed(body),
      "x-harborlight-signature": `sha256=${"0".repeat(64)}`,
    };
    const old = gateway.signed(body, new Date(now.getTime() - 301_000));
    const early = gateway.signed(body, new Date(now.getTime() + 301_000));
    for (const headers of [forged, gateway.signed(other), old, early, {}]) {
      const status = await changesNothing(async () => {
        const answer = await gateway.post(
          "/api/sms/messages",
          body,
          "application/json",
          headers as ReturnType<typeof gateway.signed>,
        );
        return answer.statusCode;
      });
      expect(status).toBe(401);
    }
  });
});
