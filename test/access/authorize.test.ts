import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  authorizeCounts,
  authorizeReport,
  authorizeSight,
  requireSignedIn,
} from "../../server/access/authorize.ts";
import { findPerson } from "../../server/access/access.repo.ts";
import { findIdByEmail } from "../../server/access/people.repo.ts";
import { anonymous, type Viewer } from "../../server/access/viewer.ts";
import { DomainError } from "../../server/errors.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";
import { testApp, type TestApp } from "../support/app.ts";

const listings = {
  open: aListing(),
  partners: aListing({ site: { visibility: "partners", state: "CA", zip: "94607" } }),
  confidential: aConfidentialListing(),
  siteless: aListing({ kind: "hotline" }),
};
delete listings.siteless.site;

let test: TestApp;
beforeAll(async () => {
  test = await testApp({
    listings: Object.values(listings),
    staffed: [listings.open.key],
  });
});
afterAll(() => test.close());

const idOf = (name: keyof typeof listings) =>
  test.ids.get(listings[name].key)?.programId ?? "missing";

const viewerOf = async (who: string): Promise<Viewer> => {
  if (who === "anonymous") return anonymous;
  const { read } = test.database;
  const id = await findIdByEmail(read, `${who}@training.test`);
  return (await findPerson(read, id ?? "")) ?? anonymous;
};

const outcome = (asked: Promise<unknown>) =>
  asked.then(
    () => "allowed",
    (error: unknown) => (error instanceof DomainError ? error.code : "failed"),
  );

type Row = [
  who: string,
  program: keyof typeof listings,
  see: string,
  count: string,
  report: string,
];

describe("authorizing", () => {
  it.each<Row>([
    ["anonymous", "open", "allowed", "not_signed_in", "not_signed_in"],
    ["anonymous", "siteless", "allowed", "not_signed_in", "not_signed_in"],
    ["anonymous", "partners", "not_found", "not_found", "not_found"],
    ["anonymous", "confidential", "not_found", "not_found", "not_found"],
    ["worker", "open", "allowed", "allowed", "forbidden"],
    ["worker", "confidential", "allowed", "allowed", "forbidden"],
    ["provider", "open", "allowed", "allowed", "allowed"],
    ["provider", "partners", "allowed", "forbidden", "forbidden"],
    ["provider", "confidential", "not_found", "not_found", "not_found"],
    ["analyst", "confidential", "allowed", "forbidden", "forbidden"],
    ["steward", "confidential", "allowed", "allowed", "forbidden"],
    ["admin", "confidential", "allowed", "forbidden", "forbidden"],
  ])("lets %s, of the %s program: see %s, count %s, report %s", async (who, name, ...expected) => {
    const { read } = test.database;
    const [viewer, id] = [await viewerOf(who), idOf(name)];
    expect([
      await outcome(authorizeSight(read, viewer, id)),
      await outcome(authorizeCounts(read, viewer, id)),
      await outcome(authorizeReport(read, viewer, id)),
    ]).toEqual(expected);
  });

  it("finds nothing of a program that is not there", async () => {
    const nowhere = "0199c5f0-0000-7000-8000-00000000000f";
    const asked = authorizeSight(test.database.read, await viewerOf("steward"), nowhere);
    expect(await outcome(asked)).toBe("not_found");
  });

  it("asks an anonymous viewer to sign in", () => {
    expect(() => requireSignedIn(anonymous)).toThrow("Sign in first.");
  });
});
