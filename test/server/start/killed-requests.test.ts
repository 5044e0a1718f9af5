import postgres from "postgres";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BedReportAnswer } from "../../../server/availability/contract.ts";
import type { Program } from "../../../server/directory/contract.ts";
import type { Hold, PlacementRequest } from "../../../server/placements/contract.ts";
import { moves, stateAt } from "../../../server/placements/moves.ts";
import type { HoldMove, HoldState } from "../../../db/codes.ts";
import { freshDatabase } from "../../support/database.ts";
import { runMain, type MainProcess } from "../../support/main-process.ts";
import { personAt, type Answered, type Person } from "../../support/person.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const database = await freshDatabase(2);
const { owner } = database;
const owner2 = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
const folder = await temporaryFolder();

let main: MainProcess;
let people: Record<"worker" | "worker2" | "provider", Person>;

const start = async (): Promise<void> => {
  main = await runMain({
    ...{ DATABASE_URL: database.ownerUrl, DATASET: "training", DATA_DIR: folder.path },
    ...{ AUTH_SECRET: "the same secret before and after it fell", RATE_LIMIT_PER_MINUTE: "100000" },
  });
  await main.ready();
  const [worker, worker2, provider] = await Promise.all(
    ["worker", "worker2", "provider"].map((who) => personAt(main.address, `${who}@training.test`)),
  );
  if (worker && worker2 && provider) people = { worker, worker2, provider };
};

const kill = async () => {
  main.process.kill("SIGKILL");
  await main.ended;
};

/** Programs with one pool each, all of them the training provider's, so that no move waits for another. */
let shelters: { id: string; pool: string }[] = [];
beforeAll(async () => {
  await start();
  shelters = await owner<{ id: string; pool: string }[]>`
    select p.id, min(b.id::text) as pool from programs p join bed_pools b on b.program_id = p.id
    where p.status = 'active' and p.intake_paused_until is null and p.kind = 'emergency_shelter'
      and coalesce(b.age_min, 0) <= 15 and coalesce(b.age_max, 25) >= 15
    group by p.id order by p.id limit 8`;
  await owner`insert into program_staff (user_id, program_id)
    select u.id, p from users u, unnest(${shelters.map(({ id }) => id)}::uuid[]) p
    where u.email = 'provider@training.test' on conflict do nothing`;
});
afterAll(async () => {
  main.process.kill("SIGTERM");
  await main.ended;
  await owner2.end();
  await database.close();
  await folder[Symbol.asyncDispose]();
});

const well = <Body>({ status, body }: Answered<Body>): Body => {
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

const shelter = (at: number) => shelters[at] ?? { id: "", pool: "" };
const asking = (at: number) => ({
  need: { age: 15 },
  programs: [{ program_id: shelter(at).id, pool_id: shelter(at).pool }],
});
const counting = (at: number, open: number) => ({
  pools: [{ pool_id: shelter(at).pool, open, total: 9 }],
});
const report = (at: number, open: number, key = v7()) =>
  people.provider.post<BedReportAnswer>(
    `/programs/${shelter(at).id}/bed-reports`,
    counting(at, open),
    key,
  );

/** A hold that claims a bed of the shelter, accepted if need be; what was acknowledged stays so. */
const aHold = async (who: "worker" | "worker2", at: number, accepted: boolean): Promise<Hold> => {
  const request = well(await people[who].post<PlacementRequest>("/requests", asking(at), v7()));
  const [hold] = request.holds;
  if (!hold?.claims_bed) throw new Error("No bed was claimed.");
  return accepted ? well(await people.provider.post<Hold>(`/holds/${hold.id}/accept`)) : hold;
};

interface Step {
  readonly name: string;
  readonly send: () => Promise<Answered<unknown>>;
  /** What it did, by the database alone. */
  readonly done: () => Promise<boolean>;
  /** A repeat gets the answer of the first time. */
  readonly keyed: boolean;
}

/** Beds that the shelter's pool shows open to whoever looks. */
const openAt = async (at: number): Promise<number | null | undefined> => {
  const { pools } = well(await people.worker.get<Program>(`/programs/${shelter(at).id}`));
  return pools?.find(({ id }) => id === shelter(at).pool)?.open;
};

const stateOf = async (holdId: string): Promise<HoldState | undefined> => {
  const [row] = await owner<{ state: HoldState }[]>`select state from holds where id = ${holdId}`;
  return row?.state;
};

/** Every step of a request, each on a shelter of its own and possible now. */
const everyStep = async (): Promise<Step[]> => {
  for (const at of shelters.keys()) well(await report(at, 5));
  const made = {
    extend: await aHold("worker", 0, true),
    release: await aHold("worker", 1, true),
    arrive: await aHold("worker", 2, true),
    accept: await aHold("worker2", 3, false),
    decline: await aHold("worker2", 4, false),
    "no-show": await aHold("worker2", 5, true),
  };
  const move = (
    name: keyof typeof made,
    who: keyof typeof people,
    to: HoldState,
    body?: unknown,
  ): Step => ({
    ...{ name, keyed: false },
    send: () => people[who].post(`/holds/${made[name].id}/${name}`, body),
    done: async () => (await stateOf(made[name].id)) === to,
  });
  const arriving_at = new Date(Date.now() + 3 * 3_600_000).toISOString();
  const until = made.extend.expires_at;
  const keys = { ask: v7(), report: v7() };
  const kept = async (key: string) =>
    (await owner`select 1 from idempotency_keys where key = ${key}`).length === 1;
  return [
    move("accept", "provider", "accepted"),
    move("decline", "provider", "declined", { reason: "full" }),
    move("release", "worker", "released"),
    move("arrive", "worker", "arrived"),
    move("no-show", "provider", "no_show"),
    {
      ...move("extend", "worker", "accepted", { arriving_at }),
      done: async () => {
        const [row] = await owner<{ expires_at: Date }[]>`
          select expires_at from holds where id = ${made.extend.id}`;
        return row !== undefined && new Date(row.expires_at).toISOString() > until;
      },
    },
    {
      ...{ name: "ask", keyed: true, done: () => kept(keys.ask) },
      send: () => people.worker.post("/requests", asking(6), keys.ask),
    },
    {
      ...{ name: "bed report", keyed: true, done: () => kept(keys.report) },
      send: () => report(7, 4, keys.report),
    },
  ];
};

/** Nothing is half written: what is kept of a hold agrees in all places, and so do the beds. */
const expectWhole = async () => {
  const rows = await owner<
    { id: string; state: HoldState; expiresAt: Date; moves: HoldMove[]; audited: number }[]
  >`select h.id, h.state, h.expires_at as "expiresAt",
      array(select move from hold_history where hold_id = h.id order by at, id) as moves,
      (select count(*)::int from audit_entries where subject_id = h.id::text) as audited
    from holds h`;
  for (const { id, state, moves: made, audited } of rows) {
    expect(made[0], id).toBe("ask");
    const last = made.at(-1);
    expect(last && moves[last].to, id).toBe(state);
    // Nobody is named for what a rule does.
    expect(audited, id).toBe(made.filter((move) => !["yield", "expire"].includes(move)).length);
  }
  const [loose] = await owner<{ requests: number; unchained: number; figures: number }[]>`
    select (select count(*)::int from requests r
        where not exists (select from holds where request_id = r.id)) as requests,
      (select count(*)::int from audit_entries e
        where not exists (select from audit_chain where entry_id = e.id)) as unchained,
      (select count(*)::int from bed_pools b where b.open is distinct from (select open
        from bed_reports where pool_id = b.id order by observed_at desc, id desc limit 1)) as figures`;
  expect(loose).toEqual({ requests: 0, unchained: 0, figures: 0 });
  for (const { id } of shelters) {
    const { pools } = well(await people.worker.get<Program>(`/programs/${id}`));
    const claims = await owner<{ state: HoldState; expiresAt: Date }[]>`
      select state, expires_at as "expiresAt" from holds
      where program_id = ${id} and pool_id is not null and state in ('waiting', 'accepted')`;
    const running = claims.filter(
      (claim) =>
        stateAt({ ...claim, expiresAt: new Date(claim.expiresAt) }, new Date()) === claim.state,
    );
    const promised = pools?.reduce((sum, pool) => sum + pool.promised, 0);
    expect(promised, id).toBe(running.length);
    for (const { open, empty, promised: claimed } of pools ?? []) {
      if (empty !== null) expect(open, id).toBe(empty - claimed);
    }
  }
};

/** A transaction of the test's own that holds what others need until it is released. */
const holdOpen = async (statement: string) => {
  const [released, release] = signal();
  const [held, hold] = signal();
  const ended = owner2.begin(async (sql) => {
    await sql.unsafe(statement);
    hold();
    await released;
  });
  await held;
  return {
    release: async () => {
      release();
      await ended;
    },
    [Symbol.asyncDispose]: async () => {
      release();
      await ended;
    },
  };
};

const signal = () => {
  const { promise, resolve } = Promise.withResolvers<true>();
  return [promise, () => resolve(true)] as const;
};

/** How many other connections there are to the database. */
const othersAt = async () => {
  const [row] = await owner<{ others: number }[]>`select count(*)::int as others
    from pg_stat_activity where datname = current_database() and usename = 'harborlight_app'`;
  return row?.others;
};

/** Lets the workers begin anew: no hold of theirs runs. */
const endAll = async () => {
  await owner`update holds set state = 'expired', expires_at = now(), ended_at = now()
    where state in ('waiting', 'accepted')`;
  await owner`insert into hold_history (id, hold_id, move, party, at)
    select gen_random_uuid(), id, 'expire', 'rule', now() from holds h where state = 'expired'
    and not exists (select from hold_history where hold_id = h.id and move = 'expire')`;
  await owner`update requests set closed_at = now()`;
};

const waitingForLocks = async (count: number) => {
  await expect
    .poll(
      async () => {
        const [row] = await owner<{ waiting: number }[]>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return row?.waiting;
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(count);
};

// Where a transaction stands still because the test holds what it needs next, and whether it then
// comes to its end. What it writes goes out with its commit right behind, but not where the database
// meets a statement for the first time: then either is right, if it is whole.
const points = [
  ["before it has its locks", `select id from bed_pools order by id for update`, "never"],
  ["among its writes", `lock table hold_history, bed_reports in exclusive mode`, "either"],
  ["before its last writes", `lock table audit_entries in exclusive mode`, "either"],
  ["as it commits", `select pg_advisory_xact_lock(727173)`, "always"],
] as const;

describe("killed with every step of a request under way", () => {
  test.each(points)("%s", async (_where, hold, commits) => {
    const steps = await everyStep();
    const waiting = await aHold("worker2", 7, false);
    await using holder = await holdOpen(hold);
    const sent = steps.map(({ send }) => send().catch(() => "no answer"));
    await waitingForLocks(steps.length);
    await kill();
    expect(new Set(await Promise.all(sent))).toEqual(new Set(["no answer"]));
    await holder.release();
    // What was sent whole still comes to its end; nothing else does.
    await expect.poll(async () => await othersAt(), { timeout: 60_000, interval: 50 }).toBe(0);
    const ended = new Set<string>();
    for (const { name, done } of steps) {
      const isDone = await done();
      if (commits !== "either") expect(isDone, name).toBe(commits === "always");
      if (isDone) ended.add(name);
    }
    await start();
    await expectWhole();
    expect(await stateOf(waiting.id)).toBe("waiting");
    expect(await openAt(7)).toBe(ended.has("bed report") ? 3 : 4);
    // Of five beds one is claimed if the claim was written, and only then.
    expect(await openAt(6)).toBe(ended.has("ask") ? 4 : 5);
    for (const { name, send, keyed, done } of steps) {
      const again = await send();
      expect([name, again.status]).toEqual([
        name,
        ended.has(name) && !keyed && name !== "extend" ? 409 : 200,
      ]);
      expect(await done(), name).toBe(true);
      if (keyed) expect((await send()).body, name).toEqual(again.body);
    }
    await expectWhole();
    expect([await openAt(3), await openAt(6)]).toEqual([4, 4]);
    // What waited through the kill is answered like any other, and gives its bed back.
    well(await people.provider.post<Hold>(`/holds/${waiting.id}/accept`));
    well(await people.worker2.post<Hold>(`/holds/${waiting.id}/release`));
    expect(await openAt(7)).toBe(4);
    await endAll();
  });
});
