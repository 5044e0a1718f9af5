import { expect, test } from "vitest";
import { isEmptyHanded } from "../../../web/gaps/gap-metrics.ts";

test("a directory is empty where nothing fits, is to be asked, or excludes, in any county", () => {
  expect(isEmptyHanded({ fits: [0, 0], asks: [0, 0], barred: [0, 0] })).toBe(true);
  for (const one of ["fits", "asks", "barred"] as const) {
    expect(isEmptyHanded({ fits: [0], asks: [0], barred: [0], [one]: [0, 1] })).toBe(false);
  }
});
