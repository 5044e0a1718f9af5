import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, callAttempts } from "../../../db/schema/index.ts";
import type {
  CallAttempt,
  CallAttemptList,
  CallInput,
  DiligenceRecord,
} from "../../../server/placements/attempts/contract.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { firstOf, minutes, noon, openPlacements } from "../asking.ts";

const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const near = aListing({ pools, name: "=Fictional, near" });
const far = aListing({ pools });
const office = aListing({ kind: "legal", phone: "510-555-0133" });
const secret = aConfidentialListing({ pools });
const harbor = await openPlacements({
  listings: [near, far, office, secret],
  staffed: [near.key, far.key],
});
afterAll(() => harbor.close());
const { placed, moved, send, idOf } = harbor;

beforeEach(async () => {
  harbor.clock.set(noon);
  const { owner } = harbor.database;
  await owner`truncate requests, idempotency_keys cascade`;
  await owner`update bed_pools set open = 2, observed_at = ${minutes(-60).toISOString()}`;
});

const need: CallInput["need"] = { age: 15, gender: "girl", from: { zip: "94612" } };
const call = (key: string, input: CallInput, as = "worker", idempotency: string = v7()) =>
  send("POST", `/api/programs/${idOf(key)}/calls`, as, input, { "idempotency-key": idempotency });
const logged = async (...given: Parameters<typeof call>) => {
  const answer = await call(...given);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<CallAttempt>();
};
const undo = async (id: string, as = "worker") =>
  harbor.app.inject({
    ...{ method: "DELETE", url: `/api/calls/${id}`, headers: await harbor.signIn(as) },
  });
const stored = () => harbor.database.read.select().from(callAttempts);
const callsOf = async (query = "", as = "worker") =>
  (await send("GET", `/api/calls${query}`, as)).json<CallAttemptList>();

describe("logging a call", () => {
  test.each<CallInput>([
    { outcome: "no_answer" },
    { outcome: "full" },
    { outcome: "will_take" },
    { outcome: "declined", reason: "staffing" },
    { outcome: "declined", reason: "circumstance", circumstance: "pregnant" },
  ])("$outcome $reason is kept with its program, time and reason", async (input) => {
    const made = await logged(office.key, { ...input, need });
    expect(made).toMatchObject({
      ...{ outcome: input.outcome, called_at: noon.toISOString(), request_id: null },
      program: { name: office.name, phone: "510-555-0133" },
      decline: input.reason
        ? { reason: input.reason, circumstance: input.circumstance ?? null }
        : null,
    });
    expect((await callsOf()).items).toEqual([made]);
  });

  test("by itself keeps of the need its codes and the county, and nothing finer", async () => {
    const made = await logged(far.key, {
      outcome: "no_answer",
      need: { ...need, languages: ["spa"], avoid: [{ zip: "94541", miles: 3 }] },
    });
    expect(made.need).toMatchObject({ age: 15, languages: ["spa"], county: { fips: "06001" } });
    expect(JSON.stringify(await stored())).not.toMatch(/94612|94541/);
  });

  test("for a need that an open request of the worker has, belongs to that request", async () => {
    const request = await placed([near.key], { need });
    const same = await logged(far.key, { outcome: "full", need });
    expect(same).toMatchObject({
      request_id: request.id,
      reference: request.reference,
      need: null,
    });
    const other = await logged(far.key, { outcome: "full", need: { age: 12, gender: "boy" } });
    expect(other.request_id).toBeNull();
    const colleague = await logged(far.key, { outcome: "full", need }, "worker2@training.test");
    expect(colleague.request_id).toBeNull();
    harbor.clock.set(minutes(31));
    expect((await logged(far.key, { outcome: "full", need })).request_id).toBeNull();
    expect((await callsOf(`?request=${request.id}`)).total).toBe(1);
  });

  test("is there for whoever made it, and for nobody else", async () => {
    const made = await logged(far.key, { outcome: "full", need });
    expect((await callsOf("", "worker2@training.test")).total).toBe(0);
    expect((await undo(made.id, "worker2@training.test")).statusCode).toBe(404);
    for (const role of ["provider", "steward", "analyst", "administrator"]) {
      expect((await send("GET", "/api/calls", role)).statusCode, role).toBe(403);
    }
  });

  test("again under the same key is the same call; another body is refused", async () => {
    const key = v7();
    const first = await logged(far.key, { outcome: "full", need }, "worker", key);
    expect(await logged(far.key, { outcome: "full", need }, "worker", key)).toEqual(first);
    const other = await call(near.key, { outcome: "full", need }, "worker", key);
    expect(other.json()).toMatchObject({ status: 409, code: "idempotency_key_reused" });
    expect(await stored()).toHaveLength(1);
  });

  test("is taken back for fifteen minutes, and belongs to the record after that", async () => {
    const [mistaken, meant] = [
      await logged(far.key, { outcome: "full", need }),
      await logged(far.key, { outcome: "no_answer", need }),
    ];
    expect((await undo(mistaken.id)).json()).toEqual({ id: mistaken.id });
    expect((await undo(mistaken.id)).statusCode).toBe(404);
    harbor.clock.set(minutes(15));
    expect((await undo(meant.id)).json()).toMatchObject({ status: 409, code: "conflict" });
    expect((await stored()).map(({ id }) => id)).toEqual([meant.id]);
    const entries = await harbor.database.read
      .select({ action: auditEntries.action, outcome: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, mistaken.id))
      .orderBy(auditEntries.id);
    expect(entries.map(({ action }) => action)).toEqual(["call_logged", "call_undone"]);
  });
});

describe("what cannot be logged, changes nothing", () => {
  test.each<[string, CallInput | object, string]>([
    ["no reason", { outcome: "declined", need }, "body/reason"],
    ["a reason of what was no refusal", { outcome: "full", reason: "age", need }, "body/reason"],
    ["no circumstance", { outcome: "declined", reason: "circumstance", need }, "body/circumstance"],
    [
      "a circumstance that is not the reason",
      { outcome: "declined", reason: "age", circumstance: "pregnant", need },
      "body/circumstance",
    ],
    ["neither request nor need", { outcome: "full" }, "body/need"],
    ["both", { outcome: "full", need, request_id: v7() }, "body/need"],
    ["a word about the child", { outcome: "full", need, note: "She is tired." }, "body/note"],
    ["no such outcome", { outcome: "maybe", need }, "body/outcome"],
  ])("%s", async (_what, input, path) => {
    const answer = await call(far.key, input as CallInput);
    expect(answer.json()).toMatchObject({ status: 400, code: "invalid_input" });
    expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path);
    expect(await stored()).toEqual([]);
  });

  test("a request of somebody else, or one that ended over a day ago", async () => {
    const theirs = await placed([near.key], { as: "worker2@training.test" });
    const foreign = await call(far.key, { outcome: "full", request_id: theirs.id });
    expect(foreign.statusCode).toBe(404);
    const own = await placed([near.key]);
    harbor.clock.set(minutes(30 + 24 * 60));
    const late = await call(far.key, { outcome: "full", request_id: own.id });
    expect(late.json()).toMatchObject({ status: 409, code: "conflict" });
    expect(await stored()).toEqual([]);
    harbor.clock.set(minutes(29 + 24 * 60));
    expect((await call(far.key, { outcome: "full", request_id: own.id })).statusCode).toBe(200);
  });
});

describe("the diligence record", () => {
  /** Asked at noon; near declines at 12:05, a call at 12:10, far accepts at 12:20. */
  const tried = async () => {
    const request = await placed([near.key, far.key], { need });
    const [first, second] = request.holds.map(({ id }) => id);
    harbor.clock.set(minutes(5));
    await moved(first ?? "", "decline", "provider", { reason: "staffing" });
    harbor.clock.set(minutes(10));
    await logged(secret.key, { outcome: "no_answer", request_id: request.id });
    harbor.clock.set(minutes(20));
    await moved(second ?? "", "accept", "provider");
    return request;
  };

  test("has holds and calls in the order of their time, with outcomes and reasons", async () => {
    const request = await tried();
    const answer = await send("GET", `/api/requests/${request.id}/record`, "worker");
    const record = answer.json<DiligenceRecord>();
    expect(record).toMatchObject({
      reference: request.reference,
      worker: {
        name: "Training worker",
        organization: "Lantern County Child Welfare (training, fictional)",
      },
      need: { age: 15, gender: "girl", county: { fips: "06001" } },
      prepared_at: minutes(20).toISOString(),
    });
    expect(
      record.attempts.map(({ kind, program, at, outcome, decline }) => [
        ...[kind, program.name, at, outcome, decline?.reason ?? null],
      ]),
    ).toEqual([
      ["hold", near.name, noon.toISOString(), "declined", "staffing"],
      ["hold", far.name, noon.toISOString(), "accepted", null],
      ["call", secret.name, minutes(10).toISOString(), "no_answer", null],
    ]);
    expect(firstOf(record.attempts).program.time_zone).toBe("America/Los_Angeles");
    expect(firstOf(record.attempts).history.map(({ move }) => move)).toEqual(["ask", "decline"]);
    expect(answer.body).not.toMatch(/Canary Court|94541|Hayward|94612/);
  });

  test("as CSV names the zone of every time, in the language that was asked for", async () => {
    const request = await tried();
    const url = `/api/requests/${request.id}/record/csv`;
    const answer = await send("GET", `${url}?language=en`, "worker");
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toContain(`${request.reference}.csv`);
    const rows = parse(answer.body, { bom: true, columns: true });
    expect(rows[0]).toMatchObject({
      ...{ Reference: request.reference, Number: "1", "How asked": "Harborlight" },
      ...{ Time: "Mar 1, 2026, 4:00:00 AM PST", "Time in UTC": noon.toISOString() },
      ...{ "Time zone": "America/Los_Angeles", Outcome: "Declined", Reason: "Not enough staff" },
      // Not a formula that a spreadsheet would run.
      Program: `'${near.name}`,
    });
    expect(rows).toHaveLength(3);
    const spanish = parse((await send("GET", `${url}?language=es`, "worker")).body, {
      ...{ bom: true, columns: true },
    });
    expect(spanish[2]).toMatchObject({ Resultado: "Nadie contestó", "Cómo se pidió": "Teléfono" });
    expect((await send("GET", `${url}?time_zone=Mars/Phobos`, "worker")).statusCode).toBe(400);
  });

  test("is audited each time that it leaves, and is nobody else's", async () => {
    const request = await tried();
    for (const path of ["record", "record/csv"]) {
      const url = `/api/requests/${request.id}/${path}`;
      expect((await send("GET", url, "worker")).statusCode).toBe(200);
      expect((await send("GET", url, "worker2@training.test")).statusCode).toBe(404);
      expect((await send("GET", url, "provider")).statusCode).toBe(403);
    }
    const entries = await harbor.database.read
      .select({ action: auditEntries.action, details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, request.id))
      .orderBy(auditEntries.id);
    const exports = entries.filter(({ action }) => action === "exported");
    expect(exports.map(({ details }) => details["format"])).toEqual(["page", "csv"]);
  });
});
