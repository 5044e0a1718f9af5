import { describe, expect, it } from "vitest";
import { readOrder, UsageError } from "../../seed/read-order.ts";

describe("the command line of the seed", () => {
  it("takes what DATASET names, a dataset, or a number of synthetic programs", () => {
    expect(readOrder([])).toEqual({ what: "configured" });
    expect(readOrder(["sources"])).toEqual({ what: "sources" });
    expect(readOrder(["training"])).toEqual({ what: "training" });
    expect(readOrder(["synthetic", "10000"])).toEqual({ what: "synthetic", programs: 10_000 });
  });

  it.each([
    ["a dataset that is not there", ["everything"]],
    ["no number", ["synthetic"]],
    ["none", ["synthetic", "0"]],
    ["a negative number", ["synthetic", "-5"]],
    ["a fraction", ["synthetic", "1.5"]],
    ["another notation", ["synthetic", "1e4"]],
    ["too many", ["synthetic", "1000001"]],
    ["an argument too many", ["sources", "training"]],
    ["an argument too many after a number", ["synthetic", "10", "20"]],
  ])("refuses %s and says how it is used", (_, args) => {
    expect(() => readOrder(args)).toThrow(UsageError);
    expect(() => readOrder(args)).toThrow("npm run seed -- synthetic 10000");
  });
});
