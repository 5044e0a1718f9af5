import { count } from "drizzle-orm";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bedPools, bedReports } from "../../../db/schema/index.ts";
import type { BatchAnswer } from "../../../server/availability/batch/contract.ts";
import type { Program } from "../../../server/directory/contract.ts";
import { testApp } from "../../support/app.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";

const now = new Date("2026-03-01T03:00:00Z");
const at = "2026-03-01T02:55:00Z";
const later = "2026-03-01T02:58:00Z";
const pools = [{ label: "Girls" }, { label: "Niños; 12 a 17" }];
const own = aListing({ pools, name: "Harbor, House" });
const second = aConfidentialListing({ pools: [{ label: "All" }] });
const others = aListing({ pools });
const harbor = await testApp({
  now,
  listings: [own, second, others],
  staffed: [own.key, second.key],
});
beforeAll(() => harbor.app.listen({ port: 0, host: "127.0.0.1" }));
afterAll(() => harbor.close());
beforeEach(() => harbor.clock.set(now));

const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";
const poolOf = (key: string, label = "Girls") => harbor.ids.get(key)?.poolIds[label] ?? "";
const send = async (
  body: string | Buffer,
  { dryRun = false, as = "provider", type = "text/csv", observedAt = "" } = {},
) =>
  harbor.app.inject({
    method: "POST",
    url: `/api/bed-reports/import?dry_run=${dryRun}${observedAt && `&observed_at=${observedAt}`}`,
    headers: { "content-type": type, ...(as === "nobody" ? {} : await harbor.signIn(as)) },
    payload: body,
  });
const answered = async (body: string | Buffer, options = {}) => {
  const answer = await send(body, options);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<BatchAnswer>();
};
const refusal = async (body: string | Buffer) => {
  const before = await everything();
  const answer = await send(body);
  expect(await everything()).toEqual(before);
  const { code, errors = [] } = answer.json<{ code: string; errors?: { path: string }[] }>();
  return [answer.statusCode, code, errors[0]?.path];
};
const read = async (key = own.key) => {
  const url = `/api/programs/${idOf(key)}`;
  const answer = await harbor.app.inject({ url, headers: await harbor.signIn("provider") });
  return Object.fromEntries((answer.json<Program>().pools ?? []).map((pool) => [pool.label, pool]));
};
const everything = async () => ({
  reports: await harbor.database.read.select({ all: count() }).from(bedReports),
  pools: await harbor.database.read.select().from(bedPools).orderBy(bedPools.id),
});

const girls = (open: number | string, when = at) =>
  `program_id,pool_id,open,total,observed_at\n${idOf(own.key)},${poolOf(own.key)},${open},8,${when}\n`;

describe("a dry run", () => {
  test("says what each row would change, and writes nothing", async () => {
    await answered(girls(2));
    const before = await everything();
    const answer = await answered(girls(5, later), { dryRun: true });
    expect(answer).toMatchObject({ dry_run: true, saved: 1, refused: 0 });
    expect(answer.rows[0]).toMatchObject({
      outcome: "saved",
      before: { open: 2, total: 8, kept_for_missing: 0 },
      after: { open: 5, total: 8, kept_for_missing: 0, observed_at: "2026-03-01T02:58:00.000Z" },
    });
    expect(await everything()).toEqual(before);
    expect(await answered(girls(5, later))).toMatchObject({ dry_run: false, saved: 1 });
    expect((await read())["Girls"]?.open).toBe(5);
  });

  test("says of an older count that it would go to history, where it does go", async () => {
    await answered(girls(4, later));
    const old = girls(1, "2026-03-01T01:00:00Z");
    expect(await answered(old, { dryRun: true })).toMatchObject({ to_history: 1, saved: 0 });
    expect(await answered(old)).toMatchObject({ to_history: 1, saved: 0 });
    expect((await read())["Girls"]?.open).toBe(4);
  });
});

describe("a file is read however a spreadsheet writes it", () => {
  const label = "Niños; 12 a 17";
  const files: [string, () => string | Buffer][] = [
    ["with a byte-order mark", () => `\uFEFF${girls(3)}`],
    ["with Windows line ends", () => girls(3).replaceAll("\n", "\r\n")],
    ["with old Macintosh line ends", () => girls(3).replaceAll("\n", "\r")],
    ["with semicolons", () => girls(3).replaceAll(",", ";")],
    ["with tabs", () => girls(3).replaceAll(",", "\t")],
    [
      "with all of it and empty lines",
      () => `\uFEFF${girls(3).replaceAll(",", ";").replaceAll("\n", "\r\n")}\r\n;;;;\r\n`,
    ],
    [
      "with the names of HMIS and ids without dashes",
      () =>
        `ProjectID,InventoryID,CoCCode,AvailableBeds,BedInventory,InformationDate\n${idOf(own.key).replaceAll("-", "").toUpperCase()},${poolOf(own.key).replaceAll("-", "")},CA-502,3,8,${at}\n`,
    ],
    ["with names in place of ids", () => `Program,Pool,Open\n"harbor, house",GIRLS,3\n`],
    [
      "with quotes and columns that nobody knows",
      () =>
        `"open","note","pool_id","program_id"\n"3","x, y","${poolOf(own.key)}","${idOf(own.key)}"\n`,
    ],
  ];
  test.each(files)("%s", async (how, file) => {
    // Each file is a new count, one minute after the last.
    const observedAt = new Date(
      now.getTime() + 60_000 * (1 + files.findIndex(([name]) => name === how)),
    ).toISOString();
    harbor.clock.set(new Date(now.getTime() + 3_600_000));
    const body = String(file()).replaceAll(at, observedAt);
    expect(await answered(body, { observedAt })).toMatchObject({ saved: 1, refused: 0 });
    expect((await read())["Girls"]).toMatchObject({ open: 3, observed_at: observedAt });
  });

  test("and a label with a semicolon and an accent in it", async () => {
    const file = `pool,program,open,observed_at\n"${label}","Harbor, House",6,${at}\n`;
    expect(await answered(file)).toMatchObject({ saved: 1 });
    expect((await read())[label]?.open).toBe(6);
  });

  test("the only pool of a program need not be named", async () => {
    expect(
      await answered(`program_id,open,observed_at\n${idOf(second.key)},2,${at}\n`),
    ).toMatchObject({ saved: 1 });
  });
});

describe("a row that is no count is answered by itself", () => {
  const cases: [string, string, string, string][] = [
    ["nothing", "", "missing", "open"],
    ["a word", "three", "not_whole", "open"],
    ["a fraction", "2.5", "not_whole", "open"],
    ["less than none", "-1", "out_of_range", "open"],
    ["ten thousand", "10000", "out_of_range", "open"],
    ["a formula", "=1+1", "not_whole", "open"],
    ["more than there are", "9", "above_total", "open"],
  ];
  test.each(cases)("%s", async (_what, open, code, field) => {
    const before = await everything();
    const answer = await answered(girls(open));
    expect(answer).toMatchObject({ refused: 1, saved: 0 });
    expect(answer.rows[0]?.problems).toMatchObject([{ code, field }]);
    expect(await everything()).toEqual(before);
  });

  test("a time that is missing, ahead, or of a wall clock somewhere", async () => {
    const codes = async (when: string) =>
      (await answered(girls(1, when))).rows[0]?.problems[0]?.code;
    expect(await codes("")).toBe("no_time");
    expect(await codes("2026-03-01T09:00:00Z")).toBe("in_future");
    expect(await codes("2026-03-01 02:00:00")).toBe("no_time");
    expect(await codes("3/1/2026 2:00 AM")).toBe("no_time");
  });

  test("rows that stand twice, and programs of others, are told apart from those that count", async () => {
    const [head, line] = girls(7, later).trim().split("\n");
    const other = `${idOf(others.key)},${poolOf(others.key)},1,8,${at}`;
    const sound = `${idOf(second.key)},,5,8,${later}`;
    const answer = await answered([head, line, line, other, sound, ""].join("\n"));
    expect(answer.rows.map(({ outcome }) => outcome)).toEqual([
      "refused",
      "refused",
      "refused",
      "saved",
    ]);
    expect(answer.rows.map(({ problems }) => problems[0]?.code)).toEqual([
      ...["other_row", "twice", "unknown_program", undefined],
    ]);
  });
});

describe("a file that cannot be read is refused, and nothing is written", () => {
  test.each([
    ["without the column of counts", "program_id,pool_id\na,b\n", "columns/open"],
    ["with two columns of one meaning", "open,open beds,pool\n1,2,x\n", "columns/open"],
    ["without rows", "program_id,pool_id,open\n", "rows"],
    ["that is empty", "", "rows"],
    ["with a quote that never ends", 'open,pool\n1,"Girls\n2,Boys\n', "line 3"],
    ["of another encoding", Buffer.from([0x6f, 0x70, 0x65, 0x6e, 0x0a, 0xe9, 0x0a]), "encoding"],
    ["that is no text", Buffer.concat([Buffer.from("open\n"), Buffer.alloc(64)]), "encoding"],
    ["with more than ten thousand rows", `open\n${"1\n".repeat(10_001)}`, "rows"],
  ])("%s", async (_what, body, path) => {
    expect(await refusal(body)).toEqual([400, "unreadable_csv", path]);
  });

  test("of fifty megabytes, whether or not its head says so", async () => {
    const { port } = harbor.app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/bed-reports/import`;
    const headers = { "content-type": "text/csv", ...(await harbor.signIn("provider")) };
    const line = Buffer.from(girls(1).repeat(500));
    const before = await everything();
    const told = await send(Buffer.alloc(50_000_000, "open\n"));
    expect([told.statusCode, told.json<{ code: string }>().code]).toEqual([413, "body_too_large"]);
    let sent = 0;
    const untold = Readable.from(
      (function* () {
        for (; sent < 50_000_000; sent += line.length) yield line;
      })(),
    );
    const init = { method: "POST", headers, body: untold, duplex: "half" };
    const answer = await fetch(url, init as unknown as RequestInit);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: "body_too_large" });
    expect(await everything()).toEqual(before);
  });

  test("that says to be something else", async () => {
    expect((await send('{"open":1}', { type: "application/json" })).statusCode).toBe(415);
    expect((await send(girls(1), { type: "text/plain" })).statusCode).toBe(415);
  });
});

test("the template has a row for each own pool and is an import once counts are filled in", async () => {
  const answer = await harbor.app.inject({
    ...{ url: "/api/bed-reports/template", headers: await harbor.signIn("provider") },
  });
  expect(answer.headers["content-type"]).toContain("text/csv");
  const lines = answer.body.trim().split("\n");
  expect(lines).toHaveLength(4);
  expect(answer.body).not.toContain(idOf(others.key));
  const empty = await answered(answer.body, { dryRun: true, observedAt: at });
  expect(empty.rows.map(({ problems }) => problems[0]?.code)).toEqual([
    "missing",
    "missing",
    "missing",
  ]);
});

test.each([
  ["nobody", 401],
  ["worker", 403],
  ["steward", 403],
])("%s may import nothing and get no template", async (as, status) => {
  expect((await send(girls(1), { as })).statusCode).toBe(status);
  const headers = as === "nobody" ? {} : await harbor.signIn(as);
  const template = await harbor.app.inject({ url: "/api/bed-reports/template", headers });
  expect(template.statusCode).toBe(status);
});
