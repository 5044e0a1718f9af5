import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  onDutyAt,
  type DutyException,
  type DutyShift,
} from "../../../server/channels/duty/on-duty.ts";

const timeZone = "America/Los_Angeles";
const at = (shifts: DutyShift[], exceptions: DutyException[], moment: string) =>
  [...onDutyAt({ timeZone, shifts, exceptions }, new Date(moment))].toSorted();
/** Ana: Saturday 22:00 to Sunday 6:00. */
const night: DutyShift = { userId: "ana", weekday: 6, startsMinute: 1320, endsMinute: 1800 };
const off = (userId: string, day: string): DutyException => ({
  ...{ userId, day, startsMinute: null, endsMinute: null },
});

describe("who is on duty", () => {
  it("is who has a shift, on the program's own clock and across midnight", () => {
    expect(at([night], [], "2026-01-11T05:59:59Z")).toEqual([]);
    expect(at([night], [], "2026-01-11T06:00:00Z")).toEqual(["ana"]);
    expect(at([night], [], "2026-01-11T13:59:59Z")).toEqual(["ana"]);
    expect(at([night], [], "2026-01-11T14:00:00Z")).toEqual([]);
  });

  it("ends a shift by the wall in the night in which the clock is put forward", () => {
    // 8 March 2026: 2:00 becomes 3:00, so that 6:00 is 13:00 UTC.
    expect(at([night], [], "2026-03-08T06:00:00Z")).toEqual(["ana"]);
    expect(at([night], [], "2026-03-08T12:59:59Z")).toEqual(["ana"]);
    expect(at([night], [], "2026-03-08T13:00:00Z")).toEqual([]);
  });

  it("and in the night in which it is put back", () => {
    // 1 November 2026: 2:00 becomes 1:00, so that 6:00 is 14:00 UTC.
    expect(at([night], [], "2026-11-01T05:00:00Z")).toEqual(["ana"]);
    expect(at([night], [], "2026-11-01T13:59:59Z")).toEqual(["ana"]);
    expect(at([night], [], "2026-11-01T14:00:00Z")).toEqual([]);
  });

  it("is not who has that day off, whose shift runs into the next", () => {
    expect(at([night], [off("ana", "2026-01-10")], "2026-01-11T10:00:00Z")).toEqual([]);
    expect(at([night], [off("ana", "2026-01-11")], "2026-01-11T10:00:00Z")).toEqual(["ana"]);
    expect(at([night], [off("ben", "2026-01-10")], "2026-01-11T10:00:00Z")).toEqual(["ana"]);
  });

  it("is who stands in for somebody on one day", () => {
    const standIn = { userId: "ben", day: "2026-01-10", startsMinute: 1320, endsMinute: 1800 };
    expect(at([night], [off("ana", "2026-01-10"), standIn], "2026-01-11T10:00:00Z")).toEqual([
      "ben",
    ]);
    expect(at([], [standIn], "2026-01-11T14:00:00Z")).toEqual([]);
  });

  it("is everybody around the clock whose seven shifts are a day long, at every moment of a year", () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ userId: "ana", weekday, startsMinute: 0, endsMinute: 1440 },
    }));
    const moments = fc.date({
      min: new Date("2026-01-01"),
      max: new Date("2027-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(timeZone, "America/Phoenix", "Pacific/Honolulu"),
        (now, zone) => {
          const plan = { timeZone: zone, shifts: always, exceptions: [] };
          expect([...onDutyAt(plan, now)]).toEqual(["ana"]);
        },
      ),
    );
  });
});
