import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { apiKeys, auditEntries, programStaff } from "../../../db/schema/index.ts";
import type {
  ApiKeyInput,
  ApiKeyList,
  ApiKeyMade,
} from "../../../server/channels/keys/contract.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const now = new Date("2026-03-01T12:00:00Z");
const pools = [{ label: "Girls" }];
const [first, second, others] = [aListing({ pools }), aListing({ pools }), aListing({ pools })];
const harbor = await testApp({
  now,
  listings: [first, second, others],
  staffed: [first.key, second.key],
  config: { keyLimitPerMinute: 30 },
});
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));

const idOf = (listing: typeof first) => harbor.ids.get(listing.key)?.programId ?? "";
const poolOf = (listing: typeof first) => harbor.ids.get(listing.key)?.poolIds["Girls"] ?? "";

const send = async (
  method: "GET" | "POST",
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) => harbor.app.inject({ method, url, ...(payload && { payload }), headers });

const make = async (input: Partial<ApiKeyInput> = {}, who = "provider") =>
  send(
    "POST",
    "/api/api-keys",
    { name: "Case management", programs: [idOf(first)], ...input },
    await harbor.signIn(who),
  );
const madeBy = async (input: Partial<ApiKeyInput> = {}, who = "provider") =>
  (await make(input, who)).json<ApiKeyMade>();
const report = (secret: string, listing = first, headers = {}) =>
  send(
    "POST",
    `/api/programs/${idOf(listing)}/bed-reports`,
    { pools: [{ pool_id: poolOf(listing), open: 2 }] },
    { authorization: `Bearer ${secret}`, ...headers },
  );
const reported = async (secret: string, listing = first) =>
  (await report(secret, listing)).statusCode;

describe("a key of a program's own system", () => {
  it("states counts of its programs, and of no others", async () => {
    const { secret } = await madeBy();
    expect(await reported(secret)).toBe(200);
    expect(await reported(secret, second)).toBe(403);
    expect(await reported(secret, others)).toBe(403);
    const both = await madeBy({ programs: [idOf(first), idOf(second)] });
    expect(await reported(both.secret, second)).toBe(200);
  });

  it("opens nothing but counts", async () => {
    const { secret } = await madeBy();
    const headers = { authorization: `Bearer ${secret}` };
    const history = await send(
      "GET",
      `/api/programs/${idOf(first)}/bed-reports`,
      undefined,
      headers,
    );
    expect(history.statusCode).toBe(200);
    for (const route of harbor.app.registeredRoutes) {
      const { config, method, url } = route;
      if (config?.apiKeys === true || config?.access === "anyone" || !url.startsWith("/api"))
        continue;
      const verb = [method].flat()[0] as "GET";
      const { statusCode } = await send(verb, url.replace(":id", idOf(first)), undefined, headers);
      expect(`${verb} ${url} ${statusCode}`).toBe(`${verb} ${url} 401`);
    }
  });

  it("is not put aside for a session that comes with it", async () => {
    const session = await harbor.signIn("provider");
    expect((await report("hlk_wrong", first, session)).statusCode).toBe(401);
  });

  it("works until it is revoked, and not a moment longer", async () => {
    const { secret, key } = await madeBy();
    expect(await reported(secret)).toBe(200);
    const provider = await harbor.signIn("provider");
    expect(
      (await send("POST", `/api/api-keys/${key.id}/revoke`, undefined, provider)).json(),
    ).toMatchObject({
      revoked_at: now.toISOString(),
    });
    expect(await reported(secret)).toBe(401);
  });

  it("works until it expires, where it does", async () => {
    const { secret } = await madeBy({ expires_at: new Date(now.getTime() + 60_000).toISOString() });
    expect(await reported(secret)).toBe(200);
    harbor.clock.set(new Date(now.getTime() + 60_000));
    expect(await reported(secret)).toBe(401);
    expect((await make({ expires_at: now.toISOString() })).statusCode).toBe(400);
  });

  it("tells to a minute when it was last used", async () => {
    const { secret, key } = await madeBy();
    const used = async () => {
      const list = await send("GET", "/api/api-keys", undefined, await harbor.signIn("provider"));
      return list.json<ApiKeyList>().items.find(({ id }) => id === key.id)?.last_used_at;
    };
    expect(await used()).toBeNull();
    await report(secret);
    harbor.clock.set(new Date(now.getTime() + 30_000));
    await report(secret);
    expect(await used()).toBe(now.toISOString());
    const later = new Date(now.getTime() + 61_000);
    harbor.clock.set(later);
    await report(secret);
    expect(await used()).toBe(later.toISOString());
  });

  it("is kept as a hash alone, and named by the audit instead of a person", async () => {
    const { secret, key } = await madeBy();
    await report(secret);
    const rows = await harbor.database.read.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    expect(JSON.stringify(rows)).not.toContain(secret.slice(4));
    const entries = await harbor.database.read
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, "beds_reported"));
    const own = entries.filter(({ details }) => details["key"] === key.id);
    expect(own).toMatchObject([{ actor: null, subjectId: idOf(first) }]);
    const refusal = await report(secret, others);
    expect(refusal.statusCode).toBe(403);
  });

  it("has a limit of its own, whoever made it", async () => {
    const [one, two] = [await madeBy(), await madeBy()];
    let status = 200;
    for (let tries = 0; status === 200 && tries < 40; tries += 1)
      status = await reported(one.secret);
    expect(status).toBe(429);
    expect(await reported(two.secret)).toBe(200);
    expect((await make()).statusCode).toBe(200);
  });

  it("keeps its repeats apart from those of the person who made it", async () => {
    const { secret } = await madeBy();
    const repeat = { "idempotency-key": "one key for two" };
    expect((await report(secret, first, repeat)).statusCode).toBe(200);
    const own = await send(
      "POST",
      `/api/programs/${idOf(first)}/bed-reports`,
      { pools: [{ pool_id: poolOf(first), open: 4 }] },
      { ...repeat, ...(await harbor.signIn("provider")) },
    );
    expect(own.statusCode).toBe(200);
  });
});

describe("who makes keys", () => {
  it("is a lead for their own programs, or an administrator", async () => {
    expect((await make({ programs: [idOf(others)] })).statusCode).toBe(400);
    const byAdministrator = await madeBy({ programs: [idOf(others)] }, "administrator");
    expect(await reported(byAdministrator.secret, others)).toBe(200);
    for (const who of ["worker", "steward", "analyst"]) {
      expect((await make({}, who)).statusCode).toBe(403);
    }
  });

  it("is nobody who only works there", async () => {
    const { database } = harbor;
    const setLead = (lead: boolean) =>
      database.transaction(async (tx) => {
        await tx.update(programStaff).set({ lead });
      });
    await setLead(false);
    try {
      expect((await make()).statusCode).toBe(404);
    } finally {
      await setLead(true);
    }
  });

  it("hears of the keys of their own programs alone", async () => {
    const { key } = await madeBy({ programs: [idOf(others)] }, "administrator");
    const provider = await harbor.signIn("provider");
    const list = await send("GET", "/api/api-keys", undefined, provider);
    expect(list.json<ApiKeyList>().items.map(({ id }) => id)).not.toContain(key.id);
    const revoke = await send("POST", `/api/api-keys/${key.id}/revoke`, undefined, provider);
    expect(revoke.statusCode).toBe(404);
  });

  it("gives them a name and programs that exist", async () => {
    expect((await make({ name: "  " })).statusCode).toBe(400);
    expect((await make({ programs: [] })).statusCode).toBe(400);
    const nowhere = "0199c5f0-0000-7000-8000-00000000000f";
    expect((await make({ programs: [nowhere] })).statusCode).toBe(400);
  });
});
