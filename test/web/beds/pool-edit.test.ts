import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pool } from "../../../web/api/schema.ts";
import {
  acknowledged,
  changed,
  edited,
  editOf,
  failed,
  heard,
  insisted,
  isDue,
  overtaken,
  restored,
  saved,
  sending,
  settled,
  shownIn,
  yielded,
  type Figures,
} from "../../../web/beds/pool-edit.ts";

const pool = (more: Partial<Pool> = {}): Pool => ({
  id: "0199c5f0-0000-7000-8000-000000000001",
  label: "Girls",
  ages: null,
  genders: null,
  dedicated: true,
  open: more.empty ?? 2,
  empty: 2,
  promised: 0,
  total: 6,
  kept_for_missing: 1,
  freshness: "fresh",
  observed_at: "2026-03-01T09:00:00.000Z",
  received_at: "2026-03-01T09:00:00.000Z",
  version: 4,
  ...more,
});
const at = "2026-03-01T10:00:00.000Z";
const threeOpen = { open: 3 };

const tapped = () => edited(editOf(pool()), threeOpen);
const underWay = () => sending(tapped(), { key: "key-one", at: 1 });

describe("a count that is being edited", () => {
  test("shows what the fingers said at once, and is not saved yet", () => {
    expect(shownIn(tapped())).toEqual({ open: 3, total: 6, kept: 1 });
    expect(isDue(tapped())).toBe(true);
  });

  test("sends nothing for a slip that was put right", () => {
    const back = settled(edited(tapped(), { open: 2 }));
    expect(isDue(back)).toBe(false);
    expect(back.draft).toBeUndefined();
  });

  test("is saved with what it replaced, for undo", () => {
    const done = saved(underWay(), pool({ empty: 3, version: 5 }), at);
    expect(done.draft).toBeUndefined();
    expect(done.saved).toEqual({ at, former: { open: 2, total: 6, kept: 1 } });
  });

  test("knows what it replaced also where the change feed was faster than the answer", () => {
    const fed = heard(underWay(), pool({ empty: 3, version: 5 }));
    expect(saved(fed, pool({ empty: 3, version: 5 }), at).saved?.former?.open).toBe(2);
  });

  test("keeps taps that came while it was being saved", () => {
    const more = edited(underWay(), { open: 4 });
    const done = saved(more, pool({ empty: 3, version: 5 }), at);
    expect(shownIn(done)?.open).toBe(4);
    expect(isDue(done)).toBe(true);
    expect(done.base).toBe(5);
  });

  test("keeps its number on the screen when no answer comes", () => {
    const lost = failed(underWay(), "unreachable");
    expect(shownIn(lost)?.open).toBe(3);
    expect(lost.trouble).toBe("unreachable");
  });

  test("repeats under the same key, and takes a new one for another number", () => {
    const lost = failed(underWay(), "unreachable");
    expect(sending(lost, { key: "key-two", at: 2 }).attempt?.key).toBe("key-one");
    expect(sending(edited(lost, { open: 4 }), { key: "key-two", at: 2 }).attempt?.key).toBe(
      "key-two",
    );
  });

  test("goes back to the old number as a statement where the new one may have arrived", () => {
    const lost = failed(underWay(), "unreachable");
    expect(isDue(settled(edited(lost, { open: 2 })))).toBe(true);
  });
});

describe("a number that got no answer", () => {
  const lost = () => failed(underWay(), "unreachable");

  test("is sent late, with the time at which it was stated, whatever the version is by then", () => {
    expect(lost().attempt).toMatchObject({ late: true, at: 1, key: "key-one" });
    const newer = heard(lost(), pool({ empty: 0, version: 9 }));
    const again = sending(newer, { key: "key-two", at: 2 }).attempt;
    expect(again).toMatchObject({ late: true, at: 1, key: "key-one" });
  });

  test("may have gone to history, of which the person is told until they say that they know", () => {
    const newest = pool({ empty: 0, version: 9 });
    const gone = overtaken(sending(lost(), { key: "key-two", at: 2 }), newest, at);
    expect(gone.overtaken).toMatchObject({ at: 1, figures: { open: 3 } });
    expect(shownIn(gone)?.open).toBe(0);
    expect(gone.saved).toBeUndefined();
    expect(acknowledged(gone).overtaken).toBeUndefined();
  });

  test("is saved where what stands says the same", () => {
    const same = overtaken(lost(), pool({ empty: 3, version: 9 }), at);
    expect(same.overtaken).toBeUndefined();
    expect(same.saved?.at).toBe(at);
  });

  test("is still not saved when it is brought back, and yields to what is being edited", () => {
    const kept = { key: "key-one", at: 1, figures: { open: 5, total: 6, kept: 0 } };
    const back = restored(editOf(pool()), kept);
    expect(back).toMatchObject({ trouble: "unreachable", saved: undefined });
    expect(shownIn(back)?.open).toBe(5);
    expect(isDue(back)).toBe(true);
    expect(shownIn(restored(tapped(), kept))?.open).toBe(3);
  });
});

describe("a colleague who was faster", () => {
  const beaten = () => failed(heard(underWay(), pool({ empty: 0, version: 5 })), "changed");

  test("is not overwritten without being asked about", () => {
    expect(isDue(beaten())).toBe(false);
    expect(shownIn(beaten())?.open).toBe(3);
    expect(isDue(edited(beaten(), { open: 4 }))).toBe(false);
  });

  test("may be right", () => {
    expect(shownIn(yielded(beaten()))?.open).toBe(0);
    expect(isDue(yielded(beaten()))).toBe(false);
  });

  test("may be overruled, upon the version that is known now", () => {
    const again = sending(insisted(beaten()), { key: "key-two", at: 2 });
    expect(again.attempt).toMatchObject({ key: "key-two", version: 5, figures: threeOpen });
  });

  test("is shown at once where nothing is being edited", () => {
    expect(shownIn(heard(editOf(pool()), pool({ empty: 0, version: 5 })))?.open).toBe(0);
  });

  test("is not put back by an answer that comes late", () => {
    const newer = heard(underWay(), pool({ empty: 0, version: 7 }));
    expect(saved(newer, pool({ empty: 3, version: 5 }), at).pool.version).toBe(7);
  });
});

describe("figures", () => {
  const count = fc.integer({ min: 0, max: 12 });
  const figures: fc.Arbitrary<Figures> = fc
    .tuple(count, count, count, fc.boolean())
    .map(([open, kept, more, counted]) => ({
      open,
      kept,
      total: counted ? open + kept + more : null,
    }));
  const change: fc.Arbitrary<Partial<Figures>> = fc.oneof(
    fc.record({ open: count }),
    fc.record({ total: count }),
    fc.record({ kept: count }),
  );

  test("never add up to more than the total, whatever is tapped", () => {
    fc.assert(
      fc.property(figures, fc.array(change, { maxLength: 12 }), (start, changes) => {
        const end = changes.reduce<Figures>(changed, start);
        expect(end.open).toBeGreaterThanOrEqual(0);
        if (end.total !== null) expect(end.open + end.kept).toBeLessThanOrEqual(end.total);
      }),
    );
  });

  test("begin at nothing where a pool was never counted", () => {
    expect(changed(undefined, { open: 2 })).toEqual({ open: 2, total: null, kept: 0 });
  });
});
