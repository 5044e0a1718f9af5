import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  auditEntries,
  organizations,
  programs,
  programStaff,
  sessions,
  twoFactors,
  users,
} from "../../../db/schema/index.ts";
import type { Person, PersonList, RegionList } from "../../../server/access/people/contract.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

let test: TestApp;
let county: string;
const organizationOf = new Map<string, string>();
const own = ["ours", "second"] as const;
beforeAll(async () => {
  const program = (key: string, organization: string) =>
    aListing({ key, name: `Program ${key}`, organization: { name: organization } });
  const listed = [program("ours", "Harbor"), program("second", "Harbor"), program("theirs", "Lee")];
  test = await testApp({
    listings: [...listed, { ...program("real", "Truly"), training: false }],
    staffed: [...own],
  });
  // A training administrator looks after training accounts alone; this one is real.
  await real("admin@training.test");
  const [row] = await test.database.transaction(async (tx) =>
    tx.insert(organizations).values({ name: "Placer County" }).returning(),
  );
  county = row?.id ?? "";
  for (const { key, id } of await test.database.read
    .select({ key: programs.seedKey, id: programs.organizationId })
    .from(programs)) {
    organizationOf.set(key ?? "", id);
  }
});
afterAll(() => test.close());

const real = (email: string) =>
  test.database.transaction(async (tx) => {
    await test.signIn(email);
    const whose = eq(users.email, email);
    await tx.update(users).set({ training: false, twoFactorEnabled: true }).where(whose);
  });

const programOf = (key: string) => test.ids.get(key)?.programId ?? "";

const ask = async (who: string, method: "GET" | "POST" | "PUT", url: string, payload?: object) => {
  const { cookie } = await test.signIn(who);
  return test.app.inject({
    method,
    url: `/api${url}`,
    headers: { cookie },
    ...(payload && { payload }),
  });
};
const admin = (method: "GET" | "POST" | "PUT", url: string, payload?: object) =>
  ask("administrator", method, url, payload);

let count = 0;
const someone = () => `person${(count += 1)}@example.org`;
const invite = async (more: object = {}, who = "administrator"): Promise<Person> => {
  const asked = { email: someone(), name: "Robin", role: "worker", organization_id: county };
  const answer = await ask(who, "POST", "/people", { ...asked, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Person>();
};

/** Signs in with the code that is mailed; undefined where none was. */
const enter = async (email: string): Promise<string | undefined> => {
  const before = test.mailed.length;
  const remoteAddress = `198.51.101.${(count += 1)}`;
  await test.app.inject({
    method: "POST",
    url: "/api/auth/codes",
    payload: { email },
    remoteAddress,
  });
  const code = /^(\d{6}) /m.exec(test.mailed.slice(before).at(-1)?.text ?? "")?.[1];
  const answer = await test.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/code",
    payload: { email, code: code ?? "000000" },
    remoteAddress,
  });
  return [answer.headers["set-cookie"]].flat()[0]?.split(";")[0];
};
const roleOf = async (cookie: string | undefined) => {
  const me = await test.app.inject({ url: "/api/me", headers: { cookie: cookie ?? "" } });
  return me.json<{ viewer: { role: string } | null }>().viewer?.role;
};
const actionsOn = async (id: string) =>
  (
    await test.database.read
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectType, "person"), eq(auditEntries.subjectId, id)))
  ).map(({ action }) => action);

describe("an invitation", () => {
  it("is mailed without a secret, and accepted by signing in with a code", async () => {
    const email = someone();
    const person = await invite({ email: email.toUpperCase(), name: " Robin " });
    expect(person).toMatchObject({
      ...{ email, name: "Robin", role: "worker", state: "invited", training: false },
      organization: { id: county, name: "Placer County" },
    });
    const mail = test.mailed.at(-1);
    expect(mail).toMatchObject({ to: email });
    expect(mail?.text).toMatch(/\/sign-in\n/);
    expect(mail?.text).not.toMatch(/child|bed|shelter|traffick|\d{6}/i);
    expect(await roleOf(await enter(email))).toBe("worker");
    const list = (await admin("GET", `/people?q=${email}`)).json<PersonList>();
    expect(list.items).toMatchObject([{ state: "open", invitation_ends_at: null }]);
    expect(await actionsOn(person.id)).toEqual(["invited", "account_opened"]);
  });

  it("that has ended lets nobody in, until it is made anew", async () => {
    const { id, email } = await invite();
    const past = new Date(Date.now() - 1000);
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ invitationEndsAt: past }).where(eq(users.id, id));
    });
    expect(await enter(email)).toBeUndefined();
    expect((await admin("POST", `/people/${id}/invitation`)).statusCode).toBe(200);
    expect(await roleOf(await enter(email))).toBe("worker");
    expect((await admin("POST", `/people/${id}/invitation`)).statusCode).toBe(409);
  });

  it("is refused to an address that has an account, however it is written", async () => {
    const { email } = await invite();
    const asked = { email: email.toUpperCase(), name: "x", role: "steward" };
    const again = await admin("POST", "/people", asked);
    expect(again.json()).toMatchObject({ status: 409, code: "conflict" });
  });

  it.each([
    [{ role: "worker", organization_id: null }, "body/organization_id"],
    [{ organization_id: "0199c5f0-0000-7000-8000-00000000000f" }, "body/organization_id"],
    [{ role: "analyst", organization_id: null }, "body/regions"],
    [{ role: "owner" }, "body/role"],
    [{ name: "  " }, "body/name"],
    [{ email: "a@b.c\r\nBcc: d@e.f" }, "body/email"],
    [{ training: true }, "body/training"],
    [{ id: "me" }, "body/id"],
    [{ emailVerified: true }, "body/emailVerified"],
  ])("is refused with %j", async (more, path) => {
    const asked = { email: someone(), name: "Robin", role: "worker", organization_id: county };
    const answer = await admin("POST", "/people", { ...asked, ...more });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path);
    expect(test.mailed.map(({ to }) => to)).not.toContain(asked.email);
  });

  it.each(["worker", "analyst", "steward", undefined])("is not for a %s to make", async (who) => {
    const payload = { email: someone(), name: "x", role: "administrator" };
    const answer = who
      ? await ask(who, "POST", "/people", payload)
      : await test.app.inject({ method: "POST", url: "/api/people", payload });
    expect(answer.statusCode).toBe(who ? 403 : 401);
  });
});

describe("the lead of programs", () => {
  const lead = (payload: object) => ask("provider", "POST", "/people", payload);
  const staff = (...keys: string[]) => ({
    ...{ email: someone(), name: "Sam", role: "provider" },
    programs: keys.map((key) => ({ id: programOf(key), lead: false })),
  });

  it("invites staff of those programs, into their organization", async () => {
    const answer = await lead(staff("ours"));
    expect(answer.json()).toMatchObject({
      role: "provider",
      organization: { name: "Harbor" },
      programs: [{ name: "Program ours", lead: false }],
    });
  });

  it("gives no other role, no other program and none at all", async () => {
    expect((await lead({ ...staff("ours"), role: "steward" })).statusCode).toBe(403);
    for (const asked of [staff("theirs"), staff("ours", "theirs"), staff("nowhere"), staff()]) {
      const refused = await lead(asked);
      expect(refused.statusCode, JSON.stringify(asked)).toBe(400);
    }
  });

  it("sees and closes the staff of those programs and nobody else", async () => {
    const { json } = await lead(staff("second"));
    const mine = json<Person>();
    const other = await invite();
    const list = (await ask("provider", "GET", "/people")).json<PersonList>();
    expect(list.items.map(({ id }) => id)).toContain(mine.id);
    expect(list.items.every(({ role }) => role === "provider")).toBe(true);
    expect((await ask("provider", "POST", `/people/${other.id}/close`)).statusCode).toBe(404);
    expect((await ask("provider", "POST", `/people/nobody/close`)).body).toBe(
      (await ask("provider", "POST", `/people/${other.id}/close`)).body,
    );
    const closed = await ask("provider", "POST", `/people/${mine.id}/close`);
    expect(closed.json()).toMatchObject({ state: "closed" });
    expect(
      (await ask("provider", "PUT", `/people/${mine.id}`, { name: "x", role: "provider" }))
        .statusCode,
    ).toBe(403);
  });

  it("is not who works there without leading", async () => {
    const whose = eq(programStaff.lead, true);
    const rows = await test.database.read.select().from(programStaff).where(whose);
    await test.database.transaction(async (tx) => tx.update(programStaff).set({ lead: false }));
    expect((await ask("provider", "GET", "/people")).statusCode).toBe(404);
    expect((await lead(staff("ours"))).statusCode).toBe(404);
    await test.database.transaction(async (tx) => {
      for (const { userId, programId } of rows) {
        await tx
          .update(programStaff)
          .set({ lead: true })
          .where(and(eq(programStaff.userId, userId), eq(programStaff.programId, programId)));
      }
    });
  });
});

describe("a change of role", () => {
  it("ends every session of its person in the same moment", async () => {
    const person = await invite();
    const cookies = [await enter(person.email), await enter(person.email)];
    const changed = await admin("PUT", `/people/${person.id}`, {
      ...{ name: "Robin", role: "analyst", regions: ["CA", "06001"] },
    });
    expect(changed.json()).toMatchObject({
      role: "analyst",
      regions: ["06001", "CA"],
      organization: null,
    });
    for (const cookie of cookies) expect(await roleOf(cookie)).toBeUndefined();
    const left = await test.database.read
      .select()
      .from(sessions)
      .where(eq(sessions.userId, person.id));
    expect(left).toEqual([]);
    expect(await roleOf(await enter(person.email))).toBe("analyst");
    expect(await actionsOn(person.id)).toEqual(
      expect.arrayContaining(["role_changed", "region_changed"]),
    );
    const regions = (await admin("GET", "/regions")).json<RegionList>();
    expect(regions.items.find(({ area }) => area === "06001")?.people).toEqual([
      { id: person.id, name: "Robin" },
    ]);
  });

  it("leaves the sessions alone when only a name changes", async () => {
    const person = await invite();
    const cookie = await enter(person.email);
    const asked = { name: "Alex", role: "worker", organization_id: county };
    expect((await admin("PUT", `/people/${person.id}`, asked)).json()).toMatchObject({
      name: "Alex",
    });
    expect(await roleOf(cookie)).toBe("worker");
  });

  it("that does not hang together changes nothing", async () => {
    const person = await invite();
    const cookie = await enter(person.email);
    const asked = { name: "Alex", role: "analyst", organization_id: county };
    expect((await admin("PUT", `/people/${person.id}`, asked)).statusCode).toBe(400);
    expect(await roleOf(cookie)).toBe("worker");
  });

  it("is refused on oneself, and on the last administrator", async () => {
    const me = (await admin("GET", "/people?q=admin@training.test")).json<PersonList>().items[0];
    const asked = { name: "x", role: "steward" };
    expect((await admin("PUT", `/people/${me?.id ?? ""}`, asked)).statusCode).toBe(409);
    expect((await admin("POST", `/people/${me?.id ?? ""}/close`)).statusCode).toBe(409);
  });

  it("cannot leave nobody when two administrators close each other at once", async () => {
    const pair = [someone(), someone()];
    const people = [];
    for (const email of pair)
      people.push(await invite({ email, role: "administrator", organization_id: null }));
    const [a, b] = [await enter(pair[0] ?? ""), await enter(pair[1] ?? "")];
    await admin("GET", "/people");
    const close = (cookie = "", id = "") =>
      test.app.inject({ method: "POST", url: `/api/people/${id}/close`, headers: { cookie } });
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ training: true }).where(eq(users.email, "admin@training.test"));
      await tx.update(users).set({ twoFactorEnabled: true }).where(inArray(users.email, pair));
    });
    const answers = await Promise.all([close(a, people[1]?.id), close(b, people[0]?.id)]);
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    await real("admin@training.test");
  });
});

describe("closing an account", () => {
  it("ends its sessions, sends it no code and can be undone", async () => {
    const person = await invite();
    const cookie = await enter(person.email);
    expect((await admin("POST", `/people/${person.id}/close`)).json()).toMatchObject({
      state: "closed",
    });
    expect(await roleOf(cookie)).toBeUndefined();
    const before = test.mailed.length;
    expect(await enter(person.email)).toBeUndefined();
    expect(test.mailed).toHaveLength(before);
    expect((await admin("POST", `/people/${person.id}/reopen`)).json()).toMatchObject({
      state: "open",
    });
    expect(await roleOf(cookie)).toBeUndefined();
    expect(await roleOf(await enter(person.email))).toBe("worker");
    expect(await actionsOn(person.id)).toEqual(
      expect.arrayContaining(["account_closed", "account_reopened"]),
    );
  });

  it("holds for a session that was begun at that very moment", async () => {
    const person = await invite();
    const cookie = await enter(person.email);
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ closedAt: new Date() }).where(eq(users.id, person.id));
    });
    expect(await roleOf(cookie)).toBeUndefined();
  });
});

describe("a lost authenticator app", () => {
  it("is taken away by an administrator, with every session", async () => {
    const person = await invite();
    const cookie = await enter(person.email);
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, person.id));
      const factor = { id: person.id, secret: "x", backupCodes: "x", verified: true };
      await tx.insert(twoFactors).values({ ...factor, userId: person.id });
    });
    const url = `/people/${person.id}/remove-second-factor`;
    expect((await ask("provider", "POST", url)).statusCode).toBe(403);
    expect((await admin("POST", url)).json()).toMatchObject({ second_factor: false });
    expect(await roleOf(cookie)).toBeUndefined();
    expect(await roleOf(await enter(person.email))).toBe("worker");
    expect(await actionsOn(person.id)).toContain("second_factor_removed");
  });
});

describe("the list of people", () => {
  it("is searched by name, e-mail and organization, filtered, and paged without gaps", async () => {
    for (const name of ["Ana Páez", "ana 100%", "Anabel"]) await invite({ name });
    const found = (await admin("GET", "/people?q=ana+placer&state=invited")).json<PersonList>();
    expect(found.items.map(({ name }) => name)).toEqual(["ana 100%", "Ana Páez", "Anabel"]);
    expect((await admin("GET", "/people?q=%25")).json<PersonList>().total).toBe(1);
    const all = (await admin("GET", "/people?limit=100")).json<PersonList>();
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null;) {
      const page: PersonList = (
        await admin("GET", `/people?limit=3${next && `&cursor=${next}`}`)
      ).json<PersonList>();
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect(all.total).toBe(seen.length);
    expect((await admin("GET", "/people?cursor=e30")).statusCode).toBe(400);
  });

  it("shows a training administrator training people alone", async () => {
    const outsider = await invite();
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ training: true }).where(eq(users.email, "admin@training.test"));
    });
    const list = (await admin("GET", "/people?limit=100")).json<PersonList>();
    expect(list.items.every(({ training }) => training)).toBe(true);
    expect((await admin("POST", `/people/${outsider.id}/close`)).statusCode).toBe(404);
    const guest = await invite({ role: "analyst", organization_id: null, regions: ["CA"] });
    expect(guest.training).toBe(true);
    await real("admin@training.test");
  });

  it("lets a training administrator give nobody a place at what is real", async () => {
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ training: true }).where(eq(users.email, "admin@training.test"));
    });
    const staff = (id: string) => ({
      ...{ email: someone(), name: "Sam", role: "provider" },
      organization_id: organizationOf.get("real"),
      programs: [{ id, lead: true }],
    });
    for (const asked of [
      { email: someone(), name: "Sam", role: "worker", organization_id: county },
      staff(programOf("real")),
      { ...staff(programOf("real")), organization_id: organizationOf.get("ours") },
    ]) {
      const refused = await admin("POST", "/people", asked);
      expect(refused.statusCode, JSON.stringify(asked)).toBe(400);
    }
    const fictional = {
      ...staff(programOf("ours")),
      organization_id: organizationOf.get("ours"),
    };
    expect((await admin("POST", "/people", fictional)).statusCode).toBe(200);
    await real("admin@training.test");
  });
});
