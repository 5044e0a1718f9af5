import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  Organization,
  OrganizationList,
} from "../../../server/directory/organizations/contract.ts";
import { testApp, type TestApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";

const trainingCounty = "Lantern County Child Welfare (training, fictional)";

let test: TestApp;
beforeAll(async () => {
  test = await testApp({
    listings: [
      aListing({ key: "a", name: "Anchor house", organization: { name: "Harbor" } }),
      aListing({ key: "b", organization: { name: "Lee 100%" }, training: false }),
    ],
  });
});
afterAll(() => test.close());

const ask = async (
  method: "GET" | "POST" | "PUT",
  url: string,
  payload?: object,
  who = "administrator",
) => {
  const { cookie } = await test.signIn(who);
  const headers = { cookie };
  return test.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
};
const named = async (q: string) =>
  (await ask("GET", `/organizations?q=${encodeURIComponent(q)}`)).json<OrganizationList>().items;

describe("organizations", () => {
  it("are listed with their programs; to a training administrator the fictional ones alone", async () => {
    const [harbor, county, ...more] = await named("");
    expect(harbor).toMatchObject({ name: "Harbor", programs: [{ name: "Anchor house" }] });
    expect(county).toMatchObject({ name: trainingCounty, people: 2, programs: [] });
    expect(more).toEqual([]);
  });

  it("are added once by a name, and paged", async () => {
    for (const name of [" Placer ", "Yolo"]) {
      expect((await ask("POST", "/organizations", { name })).statusCode).toBe(200);
    }
    expect((await ask("POST", "/organizations", { name: "Placer" })).statusCode).toBe(409);
    const first = (await ask("GET", "/organizations?limit=2")).json<OrganizationList>();
    const rest = await ask("GET", `/organizations?limit=2&cursor=${first.next ?? ""}`);
    const names = [...first.items, ...rest.json<OrganizationList>().items].map(({ name }) => name);
    expect(names).toEqual(["Harbor", trainingCounty, "Placer", "Yolo"]);
    expect(first.total).toBe(4);
  });

  it("are found in the directory by a new name as soon as they have it", async () => {
    const [harbor] = await named("harbor");
    const changed = await ask("PUT", `/organizations/${harbor?.id ?? ""}`, { name: "Lighthouse" });
    expect(changed.json<Organization>().name).toBe("Lighthouse");
    const found = await ask("GET", "/programs?q=lighthouse");
    expect(found.json<{ items: { name: string }[] }>().items[0]?.name).toBe("Anchor house");
    const [placer] = await named("placer");
    const clash = await ask("PUT", `/organizations/${placer?.id ?? ""}`, { name: "Lighthouse" });
    expect(clash.statusCode).toBe(409);
  });

  it("that are real are not there for a training administrator to change", async () => {
    const rows = await test.database.driver<{ id: string }[]>`
      select id from organizations where name = 'Lee 100%'`;
    const refused = await ask("PUT", `/organizations/${rows[0]?.id ?? ""}`, { name: "x" });
    expect(refused.statusCode).toBe(404);
    const none = await ask("PUT", "/organizations/0199c5f0-0000-7000-8000-00000000000f", {
      name: "x",
    });
    expect(refused.body).toBe(none.body);
  });

  it.each([
    { name: " " },
    { name: "x", url: "javascript:alert(1)" },
    { name: "x", training: false },
  ])("are refused as %j", async (payload) => {
    expect((await ask("POST", "/organizations", payload)).statusCode).toBe(400);
    expect((await ask("POST", "/organizations", payload, "steward")).statusCode).toBe(403);
  });
});
