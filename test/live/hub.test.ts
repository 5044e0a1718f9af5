import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { announce, followChanges } from "../../db/change-feed.ts";
import { programs } from "../../db/schema/index.ts";
import { anonymous, type SignedIn, type Viewer } from "../../server/access/viewer.ts";
import { postBedReport } from "../../server/availability/post-bed-report.ts";
import { openHub, type HubOptions, type LiveHub } from "../../server/live/hub.ts";
import { openStream } from "../../server/live/open-stream.ts";
import { aCountedProgram, aPerson, type CountedProgram } from "../availability/counted-program.ts";
import { actorsOf } from "../placements/actors.ts";
import { freshDatabase } from "../support/database.ts";
import { changeOf, readEvents } from "./event-reader.ts";

const database = await freshDatabase();
const patiently = { timeout: 20_000 };
const now = new Date("2026-03-01T03:00:00Z");
const started: { hub: LiveHub; server: Server }[] = [];

afterEach(async () => {
  for (const { hub, server } of started.splice(0)) {
    await hub.stop();
    server.close();
  }
});
afterAll(() => database.close());

interface Guest {
  viewer: SignedIn;
  sessionId?: string;
  recheck?: () => Promise<Viewer>;
}

/** A hub behind a real server, where the path names the guest whose stream it is. */
const serve = async (
  guests: Record<string, Guest>,
  { path, ...options }: Partial<HubOptions> & { path?: string } = {},
) => {
  const hub = await openHub(database, { clock: () => now, ...options });
  const server = createServer((request, response) => {
    const guest = guests[request.url?.slice(1) ?? ""];
    if (!guest) return response.writeHead(404).end();
    const { viewer, sessionId = viewer.userId, recheck = async () => viewer } = guest;
    return hub.join(openStream(response), { viewer, sessionId, recheck });
  });
  await new Promise<void>((resolve) => {
    if (path === undefined) server.listen(0, "127.0.0.1", resolve);
    else server.listen(path, resolve);
  });
  started.push({ hub, server });
  const origin =
    path === undefined ? `http://127.0.0.1:${(server.address() as AddressInfo).port}` : "";
  return { hub, server, read: (guest: string) => readEvents(`${origin}/${guest}`) };
};

const report = (program: CountedProgram, open: number) =>
  postBedReport(
    database,
    program.reportable,
    { pools: program.poolIds.map((pool_id) => ({ pool_id, open })) },
    { source: "web", now },
  );

test("a report reaches each viewer with what their role may see of the program", async () => {
  const [shared, partner, secret] = [
    await aCountedProgram(database, { visibility: "public" }),
    await aCountedProgram(database, { visibility: "partners" }),
    await aCountedProgram(database, { visibility: "confidential" }),
  ];
  const guests = {
    worker: await aPerson(database, "worker"),
    analyst: await aPerson(database, "analyst"),
    steward: await aPerson(database, "steward"),
    administrator: await aPerson(database, "administrator"),
    provider: await aPerson(database, "provider"),
    own: await aPerson(database, "provider", [secret.id]),
  };
  const { read } = await serve(
    Object.fromEntries(Object.entries(guests).map(([name, viewer]) => [name, { viewer }])),
  );
  const last = await aCountedProgram(database);
  const expected = {
    worker: [3, 3, 3],
    steward: [3, 3, 3],
    analyst: [null, null, null],
    administrator: [null, null, null],
    provider: [null, null, "nothing"],
    own: [null, null, 3],
  };
  const readers = await Promise.all(
    Object.keys(expected).map(async (name) => ({ name, reader: await read(name) })),
  );
  for (const program of [shared, partner, secret, last]) await report(program, 3);
  const received: Record<string, unknown[]> = {};
  for (const { name, reader } of readers) {
    await reader.until(changeOf(last.id));
    received[name] = [shared, partner, secret].map((program) => {
      const event = reader.events.find(changeOf(program.id));
      if (!event) return reader.raw.includes(program.id) ? "a trace" : "nothing";
      return (event.data as { beds: { open: number } | null }).beds?.open ?? null;
    });
  }
  expect(received).toEqual(expected);
});

test("a hold is heard of by the worker who asked and the program's staff, and by nobody else", async () => {
  const [program, other] = [await aCountedProgram(database), await aCountedProgram(database)];
  const guests = {
    worker: await aPerson(database, "worker"),
    worker2: await aPerson(database, "worker"),
    staff: program.staff,
    others: other.staff,
    analyst: await aPerson(database, "analyst"),
    steward: await aPerson(database, "steward"),
    administrator: await aPerson(database, "administrator"),
  };
  const { read } = await serve(
    Object.fromEntries(Object.entries(guests).map(([name, viewer]) => [name, { viewer }])),
  );
  const readers = await Promise.all(
    Object.keys(guests).map(async (name) => ({ name, reader: await read(name) })),
  );
  const actors = actorsOf(database, () => now);
  const { holds } = await actors.ask(guests.worker, [program.id]);
  const [hold] = holds;
  await actors.accept(program.staff, hold?.id ?? "");
  const last = await aCountedProgram(database);
  await report(last, 1);
  const heard: string[] = [];
  for (const { name, reader } of readers) {
    await reader.until(changeOf(last.id));
    if (reader.raw.includes(hold?.id ?? "")) heard.push(name);
  }
  expect(heard).toEqual(["worker", "staff"]);
  const told = readers[0]?.reader.events.findLast(({ event }) => event === "hold.changed");
  expect(told?.data).toEqual({
    ...{ hold_id: hold?.id, request_id: hold?.request_id, program_id: program.id },
    ...{ state: "accepted", expires_at: new Date(now.getTime() + 90 * 60_000).toISOString() },
  });
});

test("a program that has become confidential is not heard of by those who may not know it", async () => {
  const program = await aCountedProgram(database, { visibility: "partners" });
  const last = await aCountedProgram(database);
  const viewer = await aPerson(database, "provider");
  const { read } = await serve({ other: { viewer } });
  const other = await read("other");
  await database.transaction(async (tx) => {
    await tx.execute(
      sql`update sites set visibility = 'confidential' where id = (select site_id from programs where id = ${program.id})`,
    );
    await announce(tx, "program", program.id);
  });
  await report(program, 1);
  await report(last, 1);
  await other.until(changeOf(last.id));
  expect(other.raw).not.toContain(program.id);
});

test("a program that no longer works has no beds left on any screen", async () => {
  const program = await aCountedProgram(database);
  const viewer = await aPerson(database, "worker");
  const { read } = await serve({ worker: { viewer } });
  const worker = await read("worker");
  await report(program, 3);
  await worker.until(changeOf(program.id, 3));
  await database.transaction(async (tx) => {
    await tx.update(programs).set({ status: "inactive" }).where(eq(programs.id, program.id));
    await announce(tx, "program", program.id);
  });
  const { data } = await worker.until(
    (event) => changeOf(program.id)(event) && !changeOf(program.id, 3)(event),
  );
  expect(data).toEqual({ program_id: program.id, beds: null, as_of: now.toISOString() });
});

test("the stream says how to come back, since when it is good, and numbers its events", async () => {
  const program = await aCountedProgram(database);
  const { read } = await serve({ staff: { viewer: program.staff } });
  const reader = await read("staff");
  expect(reader.headers).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-store, no-transform",
    "x-accel-buffering": "no",
  });
  const hello = await reader.until(({ event }) => event === "hello");
  expect(hello.data).toEqual({ as_of: now.toISOString(), beat_ms: 15_000 });
  await report(program, 1);
  await reader.until(changeOf(program.id, 1));
  await report(program, 2);
  const second = await reader.until(changeOf(program.id, 2));
  expect(second.data).toMatchObject({
    beds: { open: 2, total: null, freshness: "fresh", observed_at: now.toISOString() },
  });
  const ids = reader.events.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]));
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  expect(new Set(ids).size).toBe(ids.length);
  expect(reader.raw).toMatch(/^retry: \d+\n/);
});

test("however many reports come at once, the last figures sent are those that stand", async () => {
  const program = await aCountedProgram(database);
  const { read } = await serve({ staff: { viewer: program.staff } });
  const reader = await read("staff");
  await Promise.all(Array.from({ length: 40 }, (_, open) => report(program, open)));
  await report(program, 77);
  await reader.until(changeOf(program.id, 77));
  const changes = reader.events.filter(changeOf(program.id));
  expect(changes.at(-1)?.data).toMatchObject({ beds: { open: 77 } });
});

test("a program that changes while it is being read is read once more, not once for each change", async () => {
  const program = await aCountedProgram(database);
  const last = await aCountedProgram(database);
  const { read } = await serve({ staff: { viewer: await aPerson(database, "steward") } });
  const reader = await read("staff");
  const changes = 40;
  const heard = Promise.withResolvers<undefined>();
  let notices = 0;
  // Hears on the same connection as the hub, and after it.
  const feed = await followChanges(database, {
    onConnected: () => undefined,
    onChange: () => {
      if (++notices === changes) heard.resolve(undefined);
    },
  });
  await database.transaction(async (tx) => {
    // The first read waits for this lock, and so cannot end before all changes were heard of.
    await tx.execute(sql`lock table bed_pools in access exclusive mode`);
    for (let change = 0; change < changes; change++) {
      await database.transaction((other) => announce(other, "program", program.id));
    }
    await heard.promise;
  });
  await feed.stop();
  await report(last, 1);
  await reader.until(changeOf(last.id, 1));
  expect(reader.events.filter(changeOf(program.id))).toHaveLength(2);
});

test("a session's third stream ends its first, which is told not to come back", async () => {
  const viewer = await aPerson(database, "worker");
  const other = await aPerson(database, "worker");
  const { hub, read } = await serve({ worker: { viewer }, other: { viewer: other } });
  const bystander = await read("other");
  const [first, second] = [await read("worker"), await read("worker")];
  await second.until(({ event }) => event === "hello");
  const third = await read("worker");
  await first.closed;
  expect(first.events.at(-1)?.event).toBe("replaced");
  await third.until(({ event }) => event === "hello");
  expect(hub.viewers).toBe(3);
  expect([...second.events, ...bystander.events].map(({ event }) => event)).not.toContain(
    "replaced",
  );
});

test("the stream of a session that has ended is closed", async () => {
  const viewer = await aPerson(database, "worker");
  let session: Viewer = viewer;
  const recheck = async () => session;
  const { hub, read } = await serve({ worker: { viewer, recheck } }, { recheckMs: 10 });
  const reader = await read("worker");
  await reader.until(({ event }) => event === "hello");
  session = anonymous;
  await reader.closed;
  await expect.poll(() => hub.viewers, patiently).toBe(0);
});

test("a person who may no longer see counts stops getting them", async () => {
  const program = await aCountedProgram(database);
  const viewer = await aPerson(database, "worker");
  let session: Viewer = viewer;
  let looked = Promise.withResolvers<undefined>();
  const recheck = async () => {
    looked.resolve(undefined);
    return session;
  };
  const { read } = await serve({ worker: { viewer, recheck } }, { recheckMs: 10 });
  const reader = await read("worker");
  await report(program, 1);
  await reader.until(changeOf(program.id, 1));
  session = { ...viewer, role: "analyst" };
  for (const _ of [1, 2]) {
    looked = Promise.withResolvers();
    await looked.promise;
  }
  await report(program, 2);
  const { data } = await reader.until(
    (event) => changeOf(program.id)(event) && !changeOf(program.id, 1)(event),
  );
  expect(data).toEqual({ program_id: program.id, beds: null, as_of: now.toISOString() });
});

test("an interrupted feed comes back by itself, and every screen is told to read again", async () => {
  const program = await aCountedProgram(database);
  const { read } = await serve({ staff: { viewer: program.staff } });
  const reader = await read("staff");
  await database.read.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
  );
  await reader.until(({ event }) => event === "resync");
  await report(program, 5);
  await reader.until(changeOf(program.id, 5));
});

test("what could not be read is read later, and somebody is told", async () => {
  const program = await aCountedProgram(database);
  const failed = Promise.withResolvers<unknown>();
  const { read } = await serve(
    { staff: { viewer: program.staff } },
    { retryMs: 10, onFailure: failed.resolve },
  );
  const reader = await read("staff");
  await database.owner`alter table sites rename to sites_away`;
  await database.transaction((tx) => announce(tx, "program", program.id));
  await expect(failed.promise).resolves.toBeInstanceOf(Error);
  await database.owner`alter table sites_away rename to sites`;
  await reader.until(changeOf(program.id));
});

test("a stream with nothing to tell still shows that it is alive, so that a page can hear it", async () => {
  const viewer = await aPerson(database, "worker");
  const { read } = await serve({ worker: { viewer } }, { heartbeatMs: 10 });
  const reader = await read("worker");
  const hello = await reader.until(({ event }) => event === "hello");
  expect(hello.data).toMatchObject({ beat_ms: 10 });
  await reader.until(({ event }) => event === "beat");
});

test("a reader who does not read is dropped, and the others lose nothing", async () => {
  const program = await aCountedProgram(database);
  // A local socket, whose buffers in the kernel are small.
  const path = join(tmpdir(), `harborlight-${randomBytes(6).toString("hex")}.sock`);
  const viewer = await aPerson(database, "worker");
  const { hub } = await serve({ staff: { viewer: program.staff }, slow: { viewer } }, { path });
  const slow = connect(path);
  slow.write("GET /slow HTTP/1.1\r\nHost: local\r\n\r\n");
  slow.pause();
  const awake = connect(path);
  let read = "";
  awake.on("data", (chunk: Buffer) => (read += chunk.toString()));
  awake.write("GET /staff HTTP/1.1\r\nHost: local\r\n\r\n");
  await expect.poll(() => hub.viewers, patiently).toBe(2);
  for (let turn = 0; hub.viewers === 2 && turn < 20_000; turn++) {
    await database.transaction((tx) => announce(tx, "program", program.id));
  }
  expect(hub.viewers).toBe(1);
  await report(program, 9);
  await expect.poll(() => read, patiently).toContain('"open":9');
  slow.destroy();
  awake.destroy();
});

test("streams end when the server stops, and it can close", async () => {
  const viewer = await aPerson(database, "worker");
  const { hub, server, read } = await serve({ worker: { viewer } });
  const reader = await read("worker");
  const closed = new Promise((resolve) => server.close(resolve));
  hub.disconnectAll();
  await Promise.all([closed, reader.closed]);
  expect(hub.viewers).toBe(0);
});

test("a hub that has stopped ends a stream at once", async () => {
  const viewer = await aPerson(database, "worker");
  const { hub, read } = await serve({ worker: { viewer } });
  await hub.stop();
  const reader = await read("worker");
  await reader.closed;
  expect(reader.events).toEqual([]);
});
