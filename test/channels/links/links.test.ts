import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { v4 } from "uuid";
import {
  auditEntries,
  bedReports,
  confirmLinks,
  programs,
  programStaff,
  users,
} from "../../../db/schema/index.ts";
import type { BedReportAnswer, BedReportList } from "../../../server/availability/contract.ts";
import type {
  ConfirmLink,
  ConfirmLinkList,
  OpenedLink,
} from "../../../server/channels/links/contract.ts";
import { drawToken } from "../../../server/channels/links/link-token.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const now = new Date("2026-03-01T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const pools = [
  { label: "Girls", reports: [{ hoursAgo: 5, open: 2, total: 4 }] },
  { label: "Boys", reports: [{ hoursAgo: 5, open: 1, total: 4 }] },
];
const shelter = aConfidentialListing({ pools });
const others = aListing({ pools });
const lines: string[] = [];
const harbor = await testApp({
  now,
  listings: [shelter, others],
  staffed: [shelter.key],
  config: { logLevel: "info", publicUrl: "http://beds.example.test" },
  logSink: { write: (line) => void lines.push(line) },
});
const { database } = harbor;
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));

const programId = harbor.ids.get(shelter.key)?.programId ?? "";
const provider = await harbor.signIn("provider");

const post = (url: string, payload?: object, headers = {}) =>
  harbor.app.inject({ method: "POST", url, ...(payload && { payload }), headers });

/** A link as its reader gets it: mailed, and read out of the mail. */
const aLink = async (): Promise<{ token: string; link: ConfirmLink }> => {
  const sent = harbor.mailed.length;
  const answer = await post(
    `/api/programs/${programId}/confirm-links`,
    { channel: "mail" },
    provider,
  );
  await expect.poll(() => harbor.mailed.length).toBe(sent + 1);
  const token = /#([\w-]{35})\n/.exec(harbor.mailed.at(-1)?.text ?? "")?.[1] ?? "";
  return { token, link: answer.json() };
};
const open = (token: string) => post("/api/confirm-links/open", { token });
const opened = async (token: string) => (await open(token)).json<OpenedLink>();
const versionsOf = ({ pools: all }: OpenedLink) => all.reduce((sum, pool) => sum + pool.version, 0);

const report = async (token: string, action: string, more: object = {}) => {
  const body = { token, attempt: v4(), action, version: versionsOf(await opened(token)) };
  return post("/api/confirm-links/report", { ...body, ...more });
};
const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code;
const reportCount = async () => (await database.read.select().from(bedReports)).length;

describe("the mail", () => {
  it("carries the link behind the # and says nothing of the program", async () => {
    await aLink();
    const mail = harbor.mailed.at(-1);
    expect(mail?.to).toBe("provider@training.test");
    expect(mail?.text).toContain("http://beds.example.test/confirm#");
    const all = JSON.stringify(mail);
    for (const word of [shelter.name, "Hayward", " bed", "Girls", programId]) {
      expect(all).not.toContain(word);
    }
  });

  it("leaves the token in no table and no log", async () => {
    const { token } = await aLink();
    await report(token, "unchanged");
    const kept = JSON.stringify([
      await database.read.select().from(confirmLinks),
      await database.read.select().from(auditEntries),
    ]);
    expect(kept).not.toContain(token);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain(token);
  });
});

describe("a link", () => {
  it("shows its program's counts without a session, however often it is opened", async () => {
    const { token } = await aLink();
    for (let times = 0; times < 5; times += 1) {
      const answer = await open(token);
      expect(answer.statusCode).toBe(200);
      expect(answer.cookies).toEqual([]);
    }
    const page = await opened(token);
    expect(page).toMatchObject({ program: { id: programId, name: shelter.name }, used: [] });
    expect(page.pools.map(({ label }) => label).toSorted()).toEqual(["Boys", "Girls"]);
    expect(JSON.stringify(page)).not.toContain("Canary");
  });

  it("confirms every count in the name of whom it was sent to", async () => {
    const { token } = await aLink();
    const answer = await report(token, "unchanged");
    expect(answer.statusCode).toBe(200);
    const history = await harbor.app.inject({
      url: `/api/programs/${programId}/bed-reports?limit=2`,
      headers: provider,
    });
    for (const item of history.json<BedReportList>().items) {
      expect(item).toMatchObject({ source: "link", reported_by: "Training provider" });
      expect(item.observed_at).toBe(now.toISOString());
    }
  });

  it("states counts, and full, each once", async () => {
    const { token } = await aLink();
    const page = await opened(token);
    const girls = page.pools.find(({ label }) => label === "Girls");
    const counts = { pools: [{ pool_id: girls?.id, open: 4 }], version: girls?.version };
    const stated = await report(token, "counts", counts);
    expect(stated.json<BedReportAnswer>().pools.find(({ label }) => label === "Girls")?.open).toBe(
      4,
    );
    const full = await report(token, "full");
    expect(full.json<BedReportAnswer>().pools.map((pool) => pool.open)).toEqual([0, 0]);
    for (const action of ["counts", "full"]) {
      const again = await report(token, action, action === "counts" ? { pools: counts.pools } : {});
      expect([again.statusCode, codeOf(again)]).toEqual([409, "link_used"]);
    }
    expect((await opened(token)).used.toSorted()).toEqual(["counts", "full"]);
  });

  it("used twice at once states its count once", async () => {
    const { token } = await aLink();
    const before = await reportCount();
    const answers = await Promise.all([1, 2, 3, 4].map(() => report(token, "unchanged")));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409]);
    expect(await reportCount()).toBe(before + 2);
  });

  it("answers a repeat of the same attempt alike and states nothing again", async () => {
    const { token } = await aLink();
    const body = { attempt: v4(), version: versionsOf(await opened(token)) };
    const first = await report(token, "unchanged", body);
    const before = await reportCount();
    const again = await report(token, "unchanged", body);
    expect(again.json()).toEqual(first.json());
    expect(await reportCount()).toBe(before);
  });

  it("confirms no figures that were not on its screen", async () => {
    const { token } = await aLink();
    const version = versionsOf(await opened(token));
    await report((await aLink()).token, "full");
    const answer = await report(token, "unchanged", { version });
    expect([answer.statusCode, codeOf(answer)]).toEqual([412, "version_changed"]);
    expect((await opened(token)).used).toEqual([]);
  });

  it("keeps to the rules of every bed report", async () => {
    const { token } = await aLink();
    const [pool] = (await opened(token)).pools;
    const before = await reportCount();
    for (const open of [10_000, -1, 1.5, 5]) {
      const counts = { pools: [{ pool_id: pool?.id, open }], version: pool?.version };
      expect((await report(token, "counts", counts)).statusCode).toBe(400);
    }
    const theirs = Object.values(harbor.ids.get(others.key)?.poolIds ?? {})[0];
    const foreign = await report(token, "counts", { pools: [{ pool_id: theirs, open: 1 }] });
    expect(foreign.statusCode).toBe(400);
    expect((await report(token, "counts")).statusCode).toBe(400);
    expect(
      (await report(token, "full", { pools: [{ pool_id: pool?.id, open: 1 }] })).statusCode,
    ).toBe(400);
    expect(await reportCount()).toBe(before);
    expect((await opened(token)).used).toEqual([]);
  });
});

describe("a link that does not work says why, on opening and on stating", () => {
  const refusals = async (token: string) => {
    const version = 0;
    const body = { token, attempt: v4(), action: "unchanged", version };
    const answers = [await open(token), await post("/api/confirm-links/report", body)];
    return answers.map((answer) => `${answer.statusCode} ${codeOf(answer)}`);
  };
  const twice = (refusal: string) => [refusal, refusal];

  it("forged, or cut off on the way", async () => {
    const { token } = await aLink();
    const forged = drawToken("another instance's secret");
    const turned = `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`;
    for (const wrong of ["", "x", forged, turned, token.slice(0, -1), `${token}A`]) {
      expect(await refusals(wrong)).toEqual(twice("404 link_unknown"));
    }
    const signedButNotSent = drawToken("a secret that only the tests know, 32 characters");
    expect(await refusals(signedButNotSent)).toEqual(twice("404 link_unknown"));
  });

  it("run out after twelve hours", async () => {
    const { token } = await aLink();
    harbor.clock.set(new Date(hours(12).getTime() - 1));
    expect((await open(token)).statusCode).toBe(200);
    harbor.clock.set(hours(12));
    expect(await refusals(token)).toEqual(twice("410 link_expired"));
  });

  it("withdrawn", async () => {
    const { token, link } = await aLink();
    const worker = await harbor.signIn("worker");
    expect((await post(`/api/confirm-links/${link.id}/revoke`, undefined, worker)).statusCode).toBe(
      403,
    );
    expect(
      (await post(`/api/confirm-links/${link.id}/revoke`, undefined, provider)).statusCode,
    ).toBe(200);
    expect(await refusals(token)).toEqual(twice("410 link_revoked"));
  });

  it("of a program that has closed", async () => {
    const { token } = await aLink();
    const status = (to: "active" | "inactive") =>
      database.transaction(async (tx) => {
        await tx.update(programs).set({ status: to }).where(eq(programs.id, programId));
      });
    await status("inactive");
    expect(await refusals(token)).toEqual(twice("409 program_inactive"));
    await status("active");
    expect((await open(token)).statusCode).toBe(200);
  });

  it("of somebody who has left the program, or whose account is closed", async () => {
    const { token, link } = await aLink();
    const staffing = { userId: link.to.id, programId };
    await database.transaction(async (tx) => {
      await tx.delete(programStaff).where(eq(programStaff.userId, link.to.id));
    });
    expect(await refusals(token)).toEqual(twice("410 link_person_left"));
    const closed = (closedAt: Date | null) =>
      database.transaction(async (tx) => {
        await tx.update(users).set({ closedAt }).where(eq(users.id, link.to.id));
      });
    await database.transaction(async (tx) => {
      await tx.insert(programStaff).values({ ...staffing, lead: true });
    });
    await closed(now);
    expect(await refusals(token)).toEqual(twice("410 link_person_left"));
    await closed(null);
    expect((await open(token)).statusCode).toBe(200);
  });
});

describe("links of a program", () => {
  it("are listed for its staff while they run, with what they were used for", async () => {
    const { token, link } = await aLink();
    await report(token, "unchanged");
    const url = `/api/programs/${programId}/confirm-links`;
    const list = await harbor.app.inject({ url, headers: provider });
    const found = list.json<ConfirmLinkList>().items.find(({ id }) => id === link.id);
    expect(found).toMatchObject({ sent_by: "Training provider", used: ["unchanged"] });
    const theirs = `/api/programs/${harbor.ids.get(others.key)?.programId ?? ""}/confirm-links`;
    expect((await harbor.app.inject({ url: theirs, headers: provider })).statusCode).toBe(404);
  });

  it("go to nobody who does not work there", async () => {
    const [worker] = await database.read.select().from(users).where(eq(users.role, "worker"));
    const body = { channel: "mail", user_id: worker?.id };
    const answer = await post(`/api/programs/${programId}/confirm-links`, body, provider);
    expect(answer.statusCode).toBe(400);
  });
});
