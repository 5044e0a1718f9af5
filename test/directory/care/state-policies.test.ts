import { afterAll, expect, test, vi, beforeAll } from "vitest";
import type { Program } from "../../../server/directory/contract.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const own = aListing({ ages: { min: 12, max: 17 }, verifiedOn: "2024-01-01" });
const others = aListing();
const harbor = await testApp({ listings: [own, others], staffed: [own.key] });
afterAll(() => harbor.close());
// While the machine is busy with loading the tests themselves, the app asks for patience.
beforeAll(async () => {
  const ready = async () => {
    expect((await harbor.app.inject({ url: "/api/me" })).statusCode).toBe(200);
  };
  await vi.waitFor(ready, { timeout: 50_000, interval: 500 });
});

const send = async (path: string, { key = own.key, as = "provider", payload = {} } = {}) =>
  harbor.app.inject({
    ...{ method: "POST", url: `/api/programs/${harbor.ids.get(key)?.programId}/${path}` },
    headers: { ...(await harbor.signIn(as)), "content-type": "application/json" },
    payload,
  });
const page = async () => {
  const url = `/api/programs/${harbor.ids.get(own.key)?.programId}`;
  return (await harbor.app.inject({ url, headers: await harbor.signIn("worker") })).json<Program>();
};
const change = {
  ages: { min: 10, max: 17 },
  circumstances: [{ circumstance: "pregnant", policy: "accepts" }],
};

test("a lead widens what the program takes, at once and with before and after", async () => {
  const answer = await send("policies", { payload: change });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    ages: { before: { min: 12, max: 17 }, after: { min: 10, max: 17 } },
    circumstances: [{ circumstance: "pregnant", before: "unknown", after: "accepts" }],
  });
  expect((await page()).ages).toEqual({ min: 10, max: 17 });
});

test("a lead confirms the listing, which is verified from that day on", async () => {
  expect((await page()).overdue).toBe(true);
  expect((await send("verification")).statusCode).toBe(200);
  const { overdue, verified_on } = await page();
  expect({ overdue, verified_on }).toEqual({
    overdue: false,
    verified_on: harbor.clock.now().toISOString().slice(0, 10),
  });
});

test("staff who lead nothing find nothing there", async () => {
  await harbor.database.owner`update program_staff set lead = false`;
  try {
    expect((await send("policies", { payload: change })).statusCode).toBe(404);
    expect((await send("verification")).statusCode).toBe(404);
  } finally {
    await harbor.database.owner`update program_staff set lead = true`;
  }
  expect((await send("policies", { key: others.key, payload: change })).statusCode).toBe(404);
  expect((await send("policies", { as: "worker", payload: change })).statusCode).toBe(403);
});
