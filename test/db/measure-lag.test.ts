import { expect, test } from "vitest";
import { openLagMeter } from "../../db/replica/measure-lag.ts";

test("a replica that has all that was written is not behind, however long ago that was", () => {
  const meter = openLagMeter();
  meter.note({ at: 0, position: 100 });
  expect(meter.lagAt(100, 3_600_000)).toBe(0);
  expect(meter.lagAt(120, 3_600_000)).toBe(0);
});

test("it is behind since the last moment of which it has everything", () => {
  const meter = openLagMeter();
  meter.note({ at: 1000, position: 100 });
  meter.note({ at: 2000, position: 200 });
  meter.note({ at: 3000, position: 300 });
  expect(meter.lagAt(199, 4000)).toBe(3);
  expect(meter.lagAt(200, 4000)).toBe(2);
  expect(meter.lagAt(300, 4000)).toBe(0);
});

test("how far it is behind is not known before it has reached anything that was seen", () => {
  const meter = openLagMeter();
  expect(meter.lagAt(100, 0)).toBeUndefined();
  meter.note({ at: 0, position: 200 });
  expect(meter.lagAt(100, 1000)).toBeUndefined();
});
