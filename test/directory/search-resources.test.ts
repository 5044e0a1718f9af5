import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertDocuments, insertResources } from "../../seed/insert-resources.ts";
import { sourceDocuments, sourceResources } from "../../seed/sources/index.ts";
import type { ResourceList } from "../../server/directory/contract.ts";
import { testApp, type TestApp } from "../support/app.ts";

let directory: TestApp;
beforeAll(async () => {
  directory = await testApp();
  await insertDocuments(directory.database, sourceDocuments);
  await insertResources(directory.database, sourceResources);
});
afterAll(() => directory.close());

const get = (query: Record<string, string>) =>
  directory.app.inject({ url: `/api/resources?${new URLSearchParams(query).toString()}` });
const list = async (query: Record<string, string>): Promise<ResourceList> => {
  const answer = await get(query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const first = async (q: string) => (await list({ q, limit: "1" })).items[0]?.name;

describe("resources", () => {
  test("without a word, all are listed by name", async () => {
    const { total, items } = await list({ limit: "100" });
    expect(total).toBe(sourceResources.length);
    const names = items.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test.each([
    ["polaris", /^Polaris/],
    ["polarsi project", /^Polaris Project/],
    ["maryland screening", /^Maryland screening tool/],
    ["MARYLAND SCREENNG TOOL", /^Maryland screening tool/],
    ["tamizaje maryland", /^Maryland screening tool/],
  ])("%s finds it first", async (q, name) => {
    expect(await first(q)).toMatch(name);
  });

  test("kind and topic narrow the answer", async () => {
    const { total, items } = await list({ kind: "screening_tool", limit: "100" });
    expect(total).toBe(sourceResources.filter(({ kind }) => kind === "screening_tool").length);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(["screening_tool"]));
    const juvenile = await list({ topic: "juvenile", limit: "100" });
    expect(juvenile.items.every(({ topics }) => topics.includes("juvenile"))).toBe(true);
  });

  test.each([{}, { q: "training" }])("pages of seven make up the whole of %j", async (query) => {
    const ids: string[] = [];
    let total = 0;
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list({
        ...query,
        limit: "7",
        ...(cursor === undefined ? {} : { cursor }),
      });
      ids.push(...page.items.map(({ id }) => id));
      ({ total, next: cursor } = page);
    }
    expect(ids).toHaveLength(total);
    expect(new Set(ids).size).toBe(total);
  });

  test("text without a word in it finds nothing", async () => {
    for (const q of ["😀", "\u0000", "%_\\"]) expect((await list({ q })).total).toBe(0);
  });

  test.each([
    ["a kind that is none", { kind: "castle" }, "querystring/kind/0"],
    ["a query of 10,000 characters", { q: "x".repeat(10_000) }, "querystring/q"],
    ["a cursor of another search", { cursor: "nonsense" }, "querystring/cursor"],
  ])("%s is refused, naming where", async (_name, query, path) => {
    const answer = await get(query);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path);
  });
});
