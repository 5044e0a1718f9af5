import { afterAll, expect, test } from "vitest";
import { aListing } from "../support/listings.ts";
import { testApp } from "../support/app.ts";

const harborlight = await testApp({ listings: [aListing(), aListing()] });
afterAll(() => harborlight.close());

test("health says what is reached and what the catalogue holds", async () => {
  const answer = await harborlight.app.inject("/api/health");
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    status: "ok",
    database: "ok",
    search: "ok",
    search_engine: { engine: "postgres", reason: null, lag_seconds: null, indexing: "ok" },
    replica: null,
    catalogue: { as_of: expect.any(String) as string, programs: 2 },
  });
});
