import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, programStaff, users } from "../../db/schema/index.ts";
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
