import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examples } from "../../server/examples.ts";
import { openConversation, type Conversation } from "../support/conversation.ts";
import { aListing } from "../support/listings.ts";

const shelter = aListing({ pools: [{ label: "Girls" }] });
let talk: Conversation;
let programId: string;
beforeAll(async () => {
  talk = await openConversation({ listings: [shelter] });
  programId = talk.test.ids.get(shelter.key)?.programId ?? "";
});
afterAll(() => talk.test.close());

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A body that is right but for one value somewhere in it, which is anything at all. */
const nearly = (body: Json): fc.Arbitrary<Json> => {
  const anything = fc.jsonValue({ maxDepth: 2, stringUnit: "binary" }) as fc.Arbitrary<Json>;
  if (typeof body !== "object" || body === null) return anything;
  const parts = Object.entries(body).map(([key, value]) =>
    nearly(value).map((given): Json => {
      if (Array.isArray(body)) return body.with(Number(key), given);
      return { ...body, [key]: given };
    }),
  );
  return fc.oneof(anything, ...parts);
};

const send = async (path: string, body: string) => {
  const { status } = await talk.send(path, { method: "POST", body, who: "provider" });
  expect(status, `${path} ${body}`).not.toBe(500);
};

describe("whatever is sent is never answered with a failure of ours:", () => {
  const paths = {
    findMatches: () => "/api/matches",
    listExcluded: () => "/api/matches/excluded",
    postBedReport: () => `/api/programs/${programId}/bed-reports`,
  };

  it.each(Object.entries(paths))("any JSON, and what is nearly right, at %s", async (id, path) => {
    const right = JSON.parse(JSON.stringify(examples[id]?.request)) as Json;
    const bodies = fc.oneof(
      { weight: 1, arbitrary: fc.json() },
      { weight: 4, arbitrary: nearly(right).map((body) => JSON.stringify(body)) },
    );
    await fc.assert(
      fc.asyncProperty(bodies, (body) => send(path(), body)),
      { numRuns: 80 },
    );
  });

  it("any text in any query", async () => {
    const names = ["q", "kind", "state", "near", "cursor", "sort", "limit", "age", "topic"];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/api/programs", "/api/resources"),
        fc.constantFrom(...names),
        fc.string({ unit: "binary", maxLength: 60 }),
        async (path, name, value) => {
          const query = new URLSearchParams({ [name]: value.toWellFormed() }).toString();
          const { status } = await talk.send(`${path}?${query}`);
          expect(status, `${path}?${query}`).not.toBe(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});
