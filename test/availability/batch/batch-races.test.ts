import { afterAll, expect, test } from "vitest";
import { bedReports } from "../../../db/schema/index.ts";
import type { BatchAnswer } from "../../../server/availability/batch/contract.ts";
import type { ApiKeyMade } from "../../../server/channels/keys/contract.ts";
import { noon, openPlacements } from "../../placements/asking.ts";
import { aListing } from "../../support/listings.ts";

const beds = 4;
const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: beds, total: 9 }] }];
const listings = [aListing({ pools }), aListing({ pools }), aListing({ pools })];
const keys = listings.map(({ key }) => key);
const harbor = await openPlacements({ listings, staffed: keys, now: noon });
afterAll(() => harbor.close());

const made = await harbor.send("POST", "/api/api-keys", "provider", {
  ...{ name: "Case management", programs: keys.map(harbor.idOf) },
});
const { secret } = made.json<ApiKeyMade>();

/** Counts of all programs by their system, true `second` seconds before now. */
const batch = async (second: number, order = keys) => {
  const observed_at = new Date(noon.getTime() - second * 1000).toISOString();
  const answer = await harbor.app.inject({
    ...{ method: "POST", url: "/api/bed-reports:batch" },
    headers: { authorization: `Bearer ${secret}` },
    payload: {
      reports: order.map((key) => ({
        ...{ program_id: harbor.idOf(key), pool_id: harbor.poolOf(key) },
        ...{ open: beds, total: 9, observed_at },
      })),
    },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<BatchAnswer>();
};
const single = async (key: string, second: number) => {
  const observed_at = new Date(noon.getTime() - second * 1000).toISOString();
  const body = { pools: [{ pool_id: harbor.poolOf(key), open: beds }], observed_at };
  const url = `/api/programs/${harbor.idOf(key)}/bed-reports`;
  const answer = await harbor.send("POST", url, "provider", body);
  expect(answer.statusCode, answer.body).toBe(200);
};

test("batches with a key, single reports and requests at once lose nothing and promise no bed twice", async () => {
  // Half of them name the programs the other way round, as whoever would lock in that order.
  const batches = Array.from({ length: 12 }, (_, n) =>
    batch(100 - 2 * n, n % 2 === 0 ? keys : keys.toReversed()),
  );
  const singles = Array.from({ length: 12 }, (_, n) => single(keys[n % 3] ?? "", 101 - 2 * n));
  const asked = Array.from({ length: 8 }, (_, n) =>
    harbor.ask(n % 2 === 0 ? [keys[0] ?? ""] : [keys[1] ?? "", keys[0] ?? ""], {
      ...{ as: n % 2 === 0 ? "worker" : "worker2" },
    }),
  );
  const [answers, , requests] = await Promise.all([
    Promise.all(batches),
    Promise.all(singles),
    Promise.all(asked),
  ]);

  // Every statement stands in history, and the newest of each pool is the current one.
  for (const { refused, saved, to_history, known } of answers) {
    expect({ refused, all: saved + to_history + known }).toEqual({ refused: 0, all: keys.length });
  }
  const written = answers.reduce((sum, one) => sum + one.saved + one.to_history, 0);
  const reports = await harbor.database.read.select().from(bedReports);
  expect(reports.length).toBe(keys.length + written + singles.length);
  const newest = Math.max(...reports.map(({ observedAt }) => observedAt.getTime()));
  const standing = await harbor.database.owner<{ observed_at: Date; open: number }[]>`
    select observed_at, open from bed_pools`;
  expect(standing.map(({ observed_at, open }) => [observed_at.getTime(), open])).toEqual(
    keys.map(() => [newest, beds]),
  );

  // No more holds claim a bed than there are, whatever was counted in between.
  const claims = await harbor.database.owner<{ claims: number }[]>`
    select count(*)::int as claims from holds where pool_id is not null group by pool_id`;
  for (const { claims: each } of claims) expect(each).toBeLessThanOrEqual(beds);
  expect(requests.every(({ statusCode }) => statusCode === 200 || statusCode === 409)).toBe(true);
  const [first = ""] = keys;
  const claimed = claims.length > 0 ? await harbor.openOf(first) : undefined;
  expect(claimed).toBeLessThan(beds);
});

test("a batch neither gives a promised bed back nor makes an older count current", async () => {
  const [, , third = ""] = keys;
  const request = await harbor.placed([third]);
  expect(request.holds[0]?.claims_bed).toBe(true);
  const [newest, late] = await Promise.all([batch(0), batch(500)]);
  expect(newest.saved).toBe(keys.length);
  expect(late.to_history + late.saved).toBe(keys.length);
  expect(await harbor.openOf(third)).toBe(beds - 1);
  expect(await batch(500)).toMatchObject({ to_history: keys.length });
  expect(await harbor.openOf(third)).toBe(beds - 1);
});
