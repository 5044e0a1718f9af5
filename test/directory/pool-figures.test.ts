import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freshnessOf, type Freshness } from "../../server/directory/freshness.ts";
import {
  openBeds,
  summarizeBeds,
  toPool,
  type PoolCount,
} from "../../server/directory/pool-figures.ts";

const now = new Date("2026-03-01T03:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const count = (open: number, hours: number, total: number | null = null): PoolCount => ({
  ...{ open, total, observedAt: hoursAgo(hours) },
});
const never: PoolCount = { open: null, total: null, observedAt: null };

const anyCount: fc.Arbitrary<PoolCount> = fc.oneof(
  { arbitrary: fc.constant(never), weight: 1 },
  {
    weight: 4,
    arbitrary: fc.record({
      open: fc.integer({ min: 0, max: 6 }),
      total: fc.option(fc.integer({ min: 6, max: 20 })),
      observedAt: fc.double({ min: 0, max: 30, noNaN: true }).map(hoursAgo),
      claimed: fc.integer({ min: 0, max: 8 }),
    }),
  },
);

const rank: Record<Freshness, number> = { fresh: 0, aging: 1, stale: 2, never: 3 };

describe("freshness", () => {
  test.each([
    [0, "fresh"],
    [4, "fresh"],
    [4.0001, "aging"],
    [12, "aging"],
    [12.0001, "stale"],
  ])("a count observed %s hours ago is %s", (hours, expected) => {
    expect(freshnessOf(hoursAgo(hours), now)).toBe(expected);
  });

  test("depends on when the statement was true, and on nothing else of the pool", () => {
    fc.assert(
      fc.property(
        anyCount,
        fc.nat(10),
        fc.nat(9),
        fc.date({ noInvalidDate: true }),
        (pool, ...by) => {
          const [claimed, version, receivedAt] = by;
          const row = {
            ...{ id: "", label: "", ageMin: null, ageMax: null, genders: null, dedicated: false },
            ...{ keptForMissing: null, ...pool, claimed, version, receivedAt },
          };
          expect(toPool(row, now).freshness).toBe(freshnessOf(pool.observedAt, now));
        },
      ),
    );
  });
});

describe("open beds", () => {
  test("are those stated less those claimed, never below zero", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(80), (open, claimed) => {
        const left = openBeds({ ...count(open, 1), claimed });
        expect(left).toBe(claimed > open ? 0 : open - claimed);
      }),
    );
  });

  test("stay unknown where no count was ever given", () => {
    expect(openBeds({ ...never, claimed: 2 })).toBeNull();
  });
});

describe("several pools as one figure", () => {
  test("adds up pools of the same age, and is as old as the oldest", () => {
    expect(summarizeBeds([count(2, 1, 6), count(1, 3, 4)], now)).toEqual({
      ...{ open: 3, total: 10, freshness: "fresh", observed_at: hoursAgo(3).toISOString() },
    });
  });

  test("leaves an old count out where a fresh one shows a bed", () => {
    expect(summarizeBeds([count(1, 1, 6), count(5, 20, 9)], now)).toMatchObject({
      ...{ open: 1, total: 6, freshness: "fresh" },
    });
  });

  test("falls back to an old count where the fresh ones show none", () => {
    expect(summarizeBeds([count(0, 1, 6), count(5, 20, 9)], now)).toMatchObject({
      ...{ open: 5, total: 15, freshness: "stale" },
    });
  });

  test("does not say full while a pool was never counted", () => {
    expect(summarizeBeds([count(0, 1), never], now)).toMatchObject({
      ...{ open: null, freshness: "never" },
    });
  });

  test("has no figure for a program without pools", () => {
    expect(summarizeBeds([], now)).toMatchObject({ open: null, freshness: "never" });
  });

  test("never looks fresher than a count that it needs for what it says", () => {
    fc.assert(
      fc.property(fc.array(anyCount, { maxLength: 5 }), (pools) => {
        const beds = summarizeBeds(pools, now);
        const parts = pools.filter(
          (pool) => rank[freshnessOf(pool.observedAt, now)] <= rank[beds.freshness],
        );
        const observedAt = beds.observed_at === null ? null : new Date(beds.observed_at);
        const open = parts.reduce((sum, pool) => sum + (openBeds(pool) ?? 0), 0);
        expect(beds.freshness).toBe(freshnessOf(observedAt, now));
        expect(beds.open).toBe(beds.freshness === "never" ? null : open);
      }),
    );
  });

  test("is fresh with a bed exactly where a fresh pool has one open", () => {
    fc.assert(
      fc.property(fc.array(anyCount, { maxLength: 5 }), (pools) => {
        const { open, freshness } = summarizeBeds(pools, now);
        const promised = pools.some(
          (pool) => freshnessOf(pool.observedAt, now) === "fresh" && (openBeds(pool) ?? 0) > 0,
        );
        expect(freshness === "fresh" && (open ?? 0) > 0).toBe(promised);
      }),
    );
  });

  test("does not depend on the order of the pools", () => {
    fc.assert(
      fc.property(fc.array(anyCount, { maxLength: 5 }), (pools) => {
        expect(summarizeBeds(pools.toReversed(), now)).toEqual(summarizeBeds(pools, now));
      }),
    );
  });
});
