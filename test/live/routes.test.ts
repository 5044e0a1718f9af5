import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";
import { changeOf, readEvents } from "./event-reader.ts";

const pools = [{ label: "Girls" }];
const open = aListing({ pools });
const secret = aConfidentialListing({ pools });
const harbor = await testApp({ listings: [open, secret] });
let origin = "";

beforeAll(async () => {
  await harbor.app.listen({ port: 0, host: "127.0.0.1" });
  origin = `http://127.0.0.1:${(harbor.app.server.address() as AddressInfo).port}`;
});
afterAll(() => harbor.close());

const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";

const follow = async (as?: string) =>
  readEvents(`${origin}/api/live`, as === undefined ? {} : { ...(await harbor.signIn(as)) });

const report = async (key: string, beds: number) => {
  const answer = await fetch(`${origin}/api/programs/${idOf(key)}/bed-reports`, {
    method: "POST",
    headers: { ...(await harbor.signIn("provider")), "content-type": "application/json" },
    body: JSON.stringify({
      pools: [{ pool_id: harbor.ids.get(key)?.poolIds["Girls"], open: beds }],
    }),
  });
  expect(answer.status).toBe(200);
};

test("nobody follows changes without signing in", async () => {
  const reader = await follow();
  expect(reader.status).toBe(401);
  expect(reader.headers["content-type"]).toContain("application/problem+json");
  reader.leave();
});

test("a provider's report shows on a worker's open screen, and its count on nobody else's", async () => {
  const [worker, analyst] = [await follow("worker"), await follow("analyst")];
  await report(secret.key, 2);
  await report(open.key, 4);
  const seen = await worker.until(changeOf(idOf(secret.key), 2));
  expect(seen.data).toMatchObject({ beds: { open: 2, freshness: "fresh" } });
  await worker.until(changeOf(idOf(open.key), 4));
  const unseen = await analyst.until(changeOf(idOf(open.key)));
  expect(unseen.data).toMatchObject({ program_id: idOf(open.key), beds: null });
  for (const reader of [worker, analyst]) reader.leave();
});

test("the stream carries the headers of every answer", async () => {
  const reader = await follow("worker");
  expect(reader.headers).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  expect(reader.headers).toHaveProperty("content-security-policy");
  expect(reader.headers).not.toHaveProperty("content-encoding");
  reader.leave();
});

test("a session has two streams at most; another person's are not touched", async () => {
  const other = await follow("worker2");
  const first = await follow("worker");
  const second = await follow("worker");
  await second.until(({ event }) => event === "hello");
  const third = await follow("worker");
  await first.closed;
  expect(first.events.at(-1)?.event).toBe("replaced");
  await report(open.key, 1);
  for (const reader of [other, second, third]) {
    await reader.until(changeOf(idOf(open.key), 1));
    reader.leave();
  }
});

test("asking for the stream's headers alone opens none", async () => {
  const answer = await fetch(`${origin}/api/live`, {
    ...{ method: "HEAD", headers: await harbor.signIn("worker") },
  });
  expect(answer.status).toBe(404);
});

test("an open screen does not keep the server from closing", async () => {
  const own = await testApp();
  await own.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = own.app.server.address() as AddressInfo;
  const cookie = await own.signIn("worker");
  const reader = await readEvents(`http://127.0.0.1:${port}/api/live`, { ...cookie });
  await reader.until(({ event }) => event === "hello");
  const closed = once(own.app.server, "close");
  await own.close();
  await Promise.all([closed, reader.closed]);
});
