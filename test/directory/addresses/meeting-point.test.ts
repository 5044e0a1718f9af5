import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, confidentialAddresses } from "../../../db/schema/index.ts";
import { nameViewer } from "../../../server/access/name-viewer.repo.ts";
import { findPerson } from "../../../server/access/access.repo.ts";
import { judgeDirections } from "../../../server/directory/addresses/judge-directions.ts";
import type { TrueAddress } from "../../../server/directory/addresses/contract.ts";
import { firstOf, openPlacements } from "../../placements/asking.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const secret = aConfidentialListing({ pools });
const other = aConfidentialListing({ pools });
const open = aListing({ pools });
const harbor = await openPlacements({
  listings: [secret, other, open],
  staffed: [secret.key, open.key],
  // Addresses are promised by the database's clock.
  now: new Date(),
});
afterAll(() => harbor.close());
const { placed, moved, send, idOf } = harbor;

const library = "Lobby of the main library; call when you are there.";
const state = async (directions: string | null, key = secret.key, as = "provider") =>
  harbor.app.inject({
    ...{ method: "PUT", url: `/api/programs/${idOf(key)}/meeting-point` },
    ...{ headers: await harbor.signIn(as), payload: { directions } },
  });
const address = (as: string, key = secret.key) =>
  send("GET", `/api/programs/${idOf(key)}/address`, as);
const audited = async () =>
  (await harbor.database.read.select().from(auditEntries))
    .map(({ action }) => action)
    .filter((action) => action.startsWith("directions") || action === "address_revealed");

/** The worker's hold on the secret house, accepted by its staff. */
const promised = async () => {
  const request = await placed([secret.key]);
  return moved(firstOf(request.holds).id, "accept", "provider");
};

beforeEach(async () => {
  harbor.clock.set(new Date());
  const { owner } = harbor.database;
  await owner`truncate requests, meeting_points, idempotency_keys cascade`;
});

describe("where a worker goes who was promised a bed", () => {
  test("is the address, until the hold ends, and that it was seen is audited", async () => {
    expect((await address("worker")).statusCode).toBe(404);
    const hold = await promised();
    const before = await audited();
    const answer = await address("worker");
    expect(answer.json()).toMatchObject({
      ...{ address: "1 Canary Court", meeting_point: null, until: hold.expires_at },
    });
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect((await audited()).slice(before.length)).toEqual(["address_revealed"]);
    const arrived = await moved(hold.id, "arrive", "worker");
    const { until } = (await address("worker")).json<TrueAddress>();
    expect(Date.parse(until ?? "")).toBe(Date.parse(arrived.arrived_at ?? "") + 24 * 3_600_000);
  });

  test("ends when the hold is given back", async () => {
    const hold = await promised();
    expect((await address("worker")).statusCode).toBe(200);
    await moved(hold.id, "release", "worker");
    expect((await address("worker")).statusCode).toBe(404);
  });

  test("is the meeting point instead where the program wants that, and no address at all", async () => {
    expect((await state(library)).json()).toEqual({
      ...{ program_id: idOf(secret.key), directions: library },
    });
    await promised();
    const before = await audited();
    const answer = await address("worker");
    expect(answer.json()).toMatchObject({
      ...{ meeting_point: library, address: null, city: null, zip: null, lat: null, lon: null },
    });
    expect(answer.body).not.toMatch(/Canary|94541|Hayward/);
    expect((await audited()).slice(before.length)).toEqual(["directions_shown"]);
    expect((await address("provider")).json()).toMatchObject({
      ...{ address: "1 Canary Court", meeting_point: library },
    });
    expect((await state(null)).statusCode).toBe(200);
    expect((await address("worker")).json()).toMatchObject({ address: "1 Canary Court" });
  });

  test("is kept by the database too: with a meeting point it shows a worker no address", async () => {
    const { database } = harbor;
    await promised();
    const { viewer } = (await send("GET", "/api/me", "worker")).json<{ viewer: { id: string } }>();
    const worker = await findPerson(database.read, viewer.id);
    if (!worker) throw new Error("The worker is not there.");
    const seen = () =>
      database.transaction(async (tx) => {
        await nameViewer(tx, worker);
        return (await tx.select().from(confidentialAddresses)).length;
      });
    expect(await seen()).toBe(1);
    await state(library);
    expect(await seen()).toBe(0);
  });
});

describe("a meeting point", () => {
  test("is shown to nobody who was promised nothing", async () => {
    await state(library);
    for (const who of ["worker", "steward", "analyst", "administrator"]) {
      expect((await address(who)).statusCode, who).toBe(404);
    }
    for (const who of ["nobody", "worker"]) {
      const page = await send("GET", `/api/programs/${idOf(secret.key)}`, who);
      expect(page.body).not.toContain("library");
    }
  });

  test("is stated by the program's own staff, of a confidential program alone", async () => {
    expect((await state(library, other.key)).statusCode).toBe(404);
    expect((await state(library, open.key)).statusCode).toBe(404);
    for (const who of ["worker", "steward", "analyst", "administrator"]) {
      expect((await state(library, secret.key, who)).statusCode, who).toBe(403);
    }
  });

  test.each([
    ["the address", "Come to 1 Canary Court, the green door."],
    ["the address in other letters", "ring at 1, CANARY court please"],
    ["a link", "https://maps.example/abc is where we are."],
    ["a point", "We are at 37.8044, -122.2712 by the lake."],
    ["too few words", "Library"],
    ["too many", "library ".repeat(40)],
  ])("that tells %s is refused, and nothing is kept", async (_what, directions) => {
    const answer = await state(directions);
    expect(answer.json()).toMatchObject({ status: 400, code: "invalid_input" });
    await promised();
    expect((await address("worker")).json()).toMatchObject({ meeting_point: null });
  });

  test("may name a number or a street that is not the program's", () => {
    for (const said of ["Gate 1 of the bus station.", "The diner on Canary Road at noon."]) {
      expect(judgeDirections(said, "1 Canary Court")).toBe(said);
    }
  });
});
