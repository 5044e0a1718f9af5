import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../db/embedded/free-port.ts";
import { changeOf, readEvents } from "../../live/event-reader.ts";
import { openBalancingProxy, type BalancingProxy } from "../../support/balancing-proxy.ts";
import { freshDatabase } from "../../support/database.ts";
import { keptOpen } from "../../support/kept-open.ts";
import { runMain, type MainProcess } from "../../support/main-process.ts";
import { personAt } from "../../support/person.ts";
import { providerAt } from "../../support/provider.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const count = 3;
/** Requests that the load has under way at most. */
const lines = 5;
const keep = keptOpen();
const database = await keep(freshDatabase(2), (it) => it.close());
const folder = await keep(temporaryFolder(), (it) => it[Symbol.asyncDispose]());

interface Instance {
  main: MainProcess;
  readonly port: string;
  readonly address: string;
}

const start = async (port: string): Promise<MainProcess> => {
  const running = runMain({
    ...{ PORT: port, DATABASE_URL: database.ownerUrl, DATASET: "training" },
    ...{ DATA_DIR: folder.path, AUTH_SECRET: "the same secret on all three instances" },
    ...{ RATE_LIMIT_PER_MINUTE: "1000000", DRAIN_SECONDS: "1" },
  });
  const main = await keep(running, (it) => it.stop());
  await main.ready();
  return main;
};

const instances: Instance[] = [];
let proxy: BalancingProxy;
beforeAll(async () => {
  for (let n = 0; n < count; n += 1) {
    const port = String(await freePort());
    instances.push({ main: await start(port), port, address: `http://127.0.0.1:${port}` });
  }
  const opening = openBalancingProxy(instances.map(({ address }) => address));
  proxy = await keep(opening, (it) => it.stop());
});

interface Load {
  /** When each acknowledged report was received. */
  readonly acknowledged: string[];
  /** What was answered with an error, or not at all. */
  readonly failures: string[];
  /** Answers that were good. */
  served: number;
  stop(): Promise<void>;
}

const needs = [
  { age: 15, gender: "girl", from: { zip: "94607" } },
  { age: 13, gender: "boy" },
  { age: 17, circumstances: ["pregnant"] },
];

/** Searches, directory pages and bed reports through the proxy, one after another on each line. */
const openLoad = async (): Promise<Load> => {
  const provider = await providerAt(proxy.address);
  const load: Load = { acknowledged: [], failures: [], served: 0, stop: () => Promise.resolve() };
  let stopped = false;
  const line = async (name: string, once: (n: number) => Promise<void>) => {
    for (let n = 0; !stopped; n += 1) {
      try {
        await once(n);
        load.served += 1;
      } catch (error) {
        load.failures.push(`${name}: ${String(error)}`);
      }
      await pause(5);
    }
  };
  const read = async (path: string, body?: unknown) => {
    const answer = await fetch(`${proxy.address}/api${path}`, {
      ...(body === undefined
        ? {}
        : {
            method: "POST",
            body: JSON.stringify(body),
            headers: { "content-type": "application/json" },
          }),
    });
    const told = (await answer.json()) as { total?: number };
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    if (!((told.total ?? 0) > 0)) throw new Error("found nothing");
  };
  const running = [
    ...[0, 1, 2].map((offset) =>
      line("matches", (n) => read("/matches", { need: needs[(n + offset) % needs.length] })),
    ),
    line("directory", () => read("/programs?kind=emergency_shelter&sort=name")),
    line("report", async (n) => {
      load.acknowledged.push(await provider.report(n % 3));
    }),
  ];
  expect(running).toHaveLength(lines);
  load.stop = async () => {
    stopped = true;
    await Promise.all(running);
  };
  return load;
};

const until = async (isSo: () => boolean) => {
  while (!isSo()) await pause(20);
};

const historyOf = async () => (await providerAt(proxy.address)).history();

/** Waits until so many more answers were good. */
const served = (load: Load, more: number) => {
  const enough = load.served + more;
  return until(() => load.served >= enough);
};

describe("three instances behind a proxy", () => {
  test("one of them killed under load costs at most what it had under way", async () => {
    const [, victim] = instances;
    if (!victim) throw new Error("There is no second instance.");
    const load = await openLoad();
    await served(load, 60);
    victim.main.process.kill("SIGKILL");
    await victim.main.ended;
    await until(() => !proxy.healthy().includes(victim.address));
    await served(load, 60);
    await load.stop();
    // No line has more than one request under way.
    expect(proxy.broken.length).toBeLessThanOrEqual(lines);
    expect(new Set(proxy.broken)).toEqual(new Set(proxy.broken.length > 0 ? [victim.address] : []));
    expect(load.failures, "those that it had under way").toHaveLength(proxy.broken.length);
    expect(load.acknowledged.length).toBeGreaterThan(5);
    expect(await historyOf()).toEqual(expect.arrayContaining(load.acknowledged));
    victim.main = await start(victim.port);
    await until(() => proxy.healthy().length === count);
  });

  test("are replaced one after another without a failed request", async () => {
    const load = await openLoad();
    for (const instance of instances) {
      await served(load, 30);
      instance.main.process.kill("SIGTERM");
      expect(await instance.main.ended).toBe(0);
      instance.main = await start(instance.port);
      await until(() => proxy.healthy().length === count);
    }
    await served(load, 30);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(await historyOf()).toEqual(expect.arrayContaining(load.acknowledged));
  });

  test("tell every open screen at once, through the proxy, what was stated on any of them", async () => {
    const names = ["worker", "worker2", "steward"];
    const screens = await Promise.all(
      names.map(async (name) => {
        const { cookie } = await personAt(proxy.address, `${name}@training.test`);
        return readEvents(`${proxy.address}/api/live`, { cookie });
      }),
    );
    await Promise.all(screens.map((screen) => screen.until(({ event }) => event === "hello")));
    const provider = await providerAt(proxy.address);
    for (const open of [1, 2]) {
      await provider.report(open);
      const heard = screens.map((screen) => screen.until(changeOf(provider.programId)));
      await Promise.all(heard);
      for (const screen of screens) screen.events.length = 0;
    }
    for (const screen of screens) screen.leave();
  });

  test("know the sessions that began, and that ended, on another", async () => {
    const [first, ...others] = instances;
    const signedIn = await fetch(`${first?.address}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "worker@training.test", password: "harborlight-training" }),
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    const statuses = () =>
      Promise.all(
        others.map(async ({ address }) => {
          const answer = await fetch(`${address}/api/requests`, { headers: { cookie } });
          return answer.status;
        }),
      );
    expect(await statuses()).toEqual([200, 200]);
    const left = await fetch(`${first?.address}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie },
    });
    expect(left.status).toBe(200);
    expect(await statuses()).toEqual([401, 401]);
  });
});
