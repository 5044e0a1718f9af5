import { describe, expect, test } from "vitest";
import { pauseTimes, typedMoment } from "../../../web/beds/pause-times.ts";

const local = (moment: string) => new Date(moment).getTime();
const shown = (now: string) =>
  pauseTimes(local(now)).map((time) => {
    const at = new Date(time);
    return `${at.getDate()} ${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
  });

describe("when a pause could end", () => {
  test("at night: in four hours, and at seven in the morning", () => {
    expect(shown("2026-03-02T01:10:00")).toEqual(["2 5:30", "2 7:00", "3 7:00", "9 7:00"]);
  });
  test("in the evening it is the next morning's seven", () => {
    expect(shown("2026-03-02T21:00:00")).toEqual(["3 1:00", "3 7:00", "4 7:00", "10 7:00"]);
  });
  test("shortly before seven, the seven of today is no pause", () => {
    expect(shown("2026-03-02T06:30:00")).toEqual(["2 10:30", "3 7:00", "4 7:00", "10 7:00"]);
  });
  test("the same moment is offered once", () => {
    expect(shown("2026-03-02T03:00:00")).toEqual(["2 7:00", "3 7:00", "9 7:00"]);
  });
});

test("what is not typed to its end is no time", () => {
  expect(typedMoment("")).toBeUndefined();
  expect(typedMoment("2026-03-")).toBeUndefined();
  expect(typedMoment("2026-03-02T07:00")).toBe(new Date(2026, 2, 2, 7).toISOString());
});
