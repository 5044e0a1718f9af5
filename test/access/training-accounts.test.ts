import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accounts,
  analystRegions,
  organizations,
  programs,
  programStaff,
  users,
} from "../../db/schema/index.ts";
import { createTrainingAccounts, trainingAccounts } from "../../server/access/training-accounts.ts";
import { aListing } from "../support/listings.ts";
import { testApp, type TestApp } from "../support/app.ts";

const shelters = [aListing(), aListing(), aListing()];
let test: TestApp;
beforeAll(async () => {
  test = await testApp({ listings: shelters });
});
afterAll(() => test.close());

interface MeAnswer {
  viewer: { role: string; programs: { id: string; name: string; lead: boolean }[] } | null;
  instance: { training: boolean; training_accounts: { email: string; role: string }[] };
}
const readMe = async (headers: Record<string, string> = {}) =>
  (await test.app.inject({ url: "/api/me", headers })).json<MeAnswer>();

describe("the training accounts", () => {
  it("are the seven that the greeting names, marked as training", async () => {
    const rows = await test.database.read.select().from(users);
    expect(rows.map(({ email, role, training }) => ({ email, role, training }))).toEqual(
      expect.arrayContaining(
        trainingAccounts.map(({ email, role }) => ({ email, role, training: true })),
      ),
    );
    expect(rows).toHaveLength(7);
  });

  it("stay as they are when they are made again", async () => {
    const { read } = test.database;
    const all = async () => [
      await read.select().from(users).orderBy(users.id),
      await read.select().from(accounts).orderBy(accounts.id),
      await read.select().from(programStaff).orderBy(programStaff.programId),
    ];
    const before = await all();
    const [staffed] = before[2] as { programId: string }[];
    await createTrainingAccounts(test.database, {
      now: new Date("2031-01-01"),
      providerProgramIds: [staffed?.programId ?? ""],
    });
    expect(await all()).toEqual(before);
  });

  it("make provider@training.test lead of two programs", async () => {
    const { viewer } = await readMe(await test.signIn("provider"));
    expect(viewer?.programs).toEqual(
      shelters.slice(0, 2).map(({ key, name }) => ({
        id: test.ids.get(key)?.programId,
        name,
        lead: true,
      })),
    );
  });
});

describe("the training accounts' places", () => {
  const placeOf = async (email: string) => {
    const [row] = await test.database.read
      .select({ organization: organizations.name, training: organizations.training })
      .from(users)
      .leftJoin(organizations, eq(organizations.id, users.organizationId))
      .where(eq(users.email, email));
    return row;
  };
  const regions = async () =>
    (
      await test.database.read
        .select({ email: users.email, area: analystRegions.area })
        .from(analystRegions)
        .innerJoin(users, eq(users.id, analystRegions.userId))
    ).map(({ email, area }) => `${email} ${area}`);
  const county = { organization: "Lantern County Child Welfare (training, fictional)" };
  const again = () =>
    createTrainingAccounts(test.database, {
      now: new Date(),
      providerProgramIds: shelters.slice(0, 2).map(({ key }) => test.ids.get(key)?.programId ?? ""),
    });

  it("are a fictional county for workers, their programs' organization for providers, a region for analysts", async () => {
    expect(await placeOf("worker@training.test")).toEqual({ ...county, training: true });
    expect(await placeOf("worker2@training.test")).toEqual({ ...county, training: true });
    expect(await placeOf("provider@training.test")).toMatchObject({
      organization: shelters[0]?.organization.name,
    });
    expect(await placeOf("steward@training.test")).toMatchObject({ organization: null });
    expect(await regions()).toEqual(["analyst@training.test CA"]);
  });

  it("are given also to accounts that were made without, and left alone where somebody chose", async () => {
    const [other] = await test.database.transaction(async (tx) => {
      await tx.update(users).set({ organizationId: null });
      await tx.delete(analystRegions);
      const [chosen] = await tx.select({ id: programs.organizationId }).from(programs).limit(1);
      return tx
        .update(users)
        .set({ organizationId: chosen?.id ?? null })
        .where(eq(users.email, "worker2@training.test"))
        .returning({ organizationId: users.organizationId });
    });
    await again();
    expect(await placeOf("worker@training.test")).toMatchObject(county);
    const [kept] = await test.database.read
      .select({ organizationId: users.organizationId })
      .from(users)
      .where(eq(users.email, "worker2@training.test"));
    expect(kept).toEqual(other);
    expect(await regions()).toEqual(["analyst@training.test CA"]);
    await test.database.transaction(async (tx) => {
      await tx.update(analystRegions).set({ area: "06001" });
    });
    await again();
    expect(await regions()).toEqual(["analyst@training.test 06001"]);
  });

  it("are no real person's, nor a real organization's", async () => {
    const email = "worker@training.test";
    await test.database.transaction(async (tx) => {
      await tx
        .update(users)
        .set({ organizationId: null, training: false })
        .where(eq(users.email, email));
      await tx.update(organizations).set({ training: false });
    });
    await again();
    expect(await placeOf(email)).toMatchObject({ organization: null });
    await test.database.transaction(async (tx) => {
      await tx.update(users).set({ training: true }).where(eq(users.email, email));
    });
    await again();
    expect(await placeOf(email)).toMatchObject({ organization: null });
  });
});

describe("reading who the viewer is", () => {
  it("tells an anonymous viewer what this instance offers, and of no person", async () => {
    const { viewer, instance } = await readMe();
    expect(viewer).toBeNull();
    expect(instance).toMatchObject({ training: true, password_sign_in: true });
    expect(instance.training_accounts).toHaveLength(7);
    expect(JSON.stringify(instance)).not.toContain("harborlight-training");
  });

  it("gives no programs to who works for none", async () => {
    const { viewer } = await readMe(await test.signIn("worker"));
    expect(viewer).toMatchObject({ role: "worker", programs: [] });
  });
});
