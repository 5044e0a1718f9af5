import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyFigures, classOf } from "../../../web/gaps/figure-classes.ts";

const figures = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 900, noNaN: true })),
  { maxLength: 300 },
);

describe("classes of figures", () => {
  it("hold every figure once, in order, in at most five", () => {
    fc.assert(
      fc.property(figures, (given) => {
        const classes = classifyFigures(given);
        expect(classes.length).toBeLessThanOrEqual(5);
        expect(classes.reduce((total, { size }) => total + size, 0)).toBe(given.length);
        for (const [index, { from, to }] of classes.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          const before = classes[index - 1];
          if (before) expect(before.to).toBeLessThan(from);
        }
        for (const figure of given) expect(classOf(classes, figure)).toBeDefined();
      }),
    );
  });

  it("keep none apart from a little", () => {
    fc.assert(
      fc.property(figures, (given) => {
        const classes = classifyFigures([0, ...given]);
        expect(classes[0]).toMatchObject({ from: 0, to: 0 });
      }),
    );
  });

  it("are about as large as each other where figures differ", () => {
    const classes = classifyFigures(Array.from({ length: 100 }, (_, n) => n + 1));
    expect(classes.map(({ size }) => size)).toEqual([20, 20, 20, 20, 20]);
  });

  it("are as many as there are figures that differ", () => {
    expect(classifyFigures([3, 3, 3])).toEqual([{ from: 3, to: 3, size: 3 }]);
    expect(classifyFigures([])).toEqual([]);
  });
});
