import fc from "fast-check";
import { expect, test } from "vitest";
import { declutter } from "../../../web/map/declutter.ts";

const points = fc
  .array(fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }) }))
  .map((placed) => placed.map((point, index) => ({ ...point, id: String(index) })));

test("no point is lost, and none stands twice", () => {
  fc.assert(
    fc.property(points, (given) => {
      const members = declutter(given, 30).flatMap(({ leader, others }) => [leader, ...others]);
      expect(members.map(({ id }) => id).sort()).toEqual(given.map(({ id }) => id).sort());
    }),
  );
});

test("no two markers cover each other", () => {
  fc.assert(
    fc.property(points, (given) => {
      const leaders = declutter(given, 30).map(({ leader }) => leader);
      for (const [index, a] of leaders.entries()) {
        for (const b of leaders.slice(index + 1)) {
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(30);
        }
      }
    }),
  );
});

test("the first of the list is never hidden under another", () => {
  fc.assert(
    fc.property(points, (given) => {
      expect(declutter(given, 30)[0]?.leader).toBe(given[0]);
    }),
  );
});
