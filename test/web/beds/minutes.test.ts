import { describe, expect, it } from "vitest";
import { clockOf, endAfter, minuteOf } from "../../../web/beds/settings/minutes.ts";

describe("hours of a shift", () => {
  it("are written as an input of type time holds them", () => {
    expect([0, 61, 1439, 1440, 1800].map(clockOf)).toEqual([
      "00:00",
      "01:01",
      "23:59",
      "00:00",
      "06:00",
    ]);
    expect(["00:00", "06:30", "23:59:00", ""].map(minuteOf)).toEqual([0, 390, 1439, undefined]);
  });

  it("run into the next day where they end before they start", () => {
    expect(endAfter(1320, 360)).toBe(1800);
    expect(endAfter(480, 960)).toBe(960);
    expect(endAfter(480, 480)).toBe(1920);
  });
});
