import { describe, expect, test } from "vitest";
import { intake } from "../../../server/matching/criteria/intake.ts";
import type { ProgramFacts } from "../../../server/matching/facts.ts";
import { aProgram, aSearch, asWorker, noon } from "../programs.ts";

const judge = (program: Partial<ProgramFacts>) =>
  intake.judge(aProgram(program), aSearch(), asWorker);
const explain = (program: Partial<ProgramFacts>) =>
  intake.explain(aProgram(program), aSearch(), asWorker);

const nightly = {
  timeZone: "America/Los_Angeles",
  aroundTheClock: null,
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opensMinute: 20 * 60,
    closesMinute: 28 * 60,
    lastIntakeMinute: null,
  })),
  closedDays: [],
};

describe("intake", () => {
  test("that is open, or closed until it opens, can take the child", () => {
    expect(judge({})).toBe("meets");
    expect(judge({ schedule: nightly })).toBe("meets");
    expect(explain({ schedule: nightly })).toEqual({
      open_now: false,
      opens_at: "2026-03-03T04:00:00.000Z",
    });
  });

  test("whose hours were never stated is unknown", () => {
    const schedule = { ...nightly, hours: [] };
    expect(judge({ schedule })).toBe("unknown");
    expect(explain({ schedule })).toEqual({ open_now: null, opens_at: null });
  });

  test("that is paused takes nobody, and says until when", () => {
    const pausedUntil = new Date(noon.getTime() + 3_600_000);
    expect(judge({ pausedUntil })).toBe("excludes");
    expect(explain({ pausedUntil })).toEqual({
      open_now: false,
      opens_at: pausedUntil.toISOString(),
      paused_until: pausedUntil.toISOString(),
    });
  });

  test("whose pause has ended is as if there had been none", () => {
    expect(judge({ pausedUntil: noon })).toBe("meets");
    expect(explain({ pausedUntil: noon })).toEqual({ open_now: true, opens_at: null });
  });

  test("without an opening in sight is asked", () => {
    const closedDays = Array.from({ length: 20 }, (_, day) =>
      new Date(Date.UTC(2026, 1, 28 + day)).toISOString().slice(0, 10),
    );
    expect(judge({ schedule: { ...nightly, closedDays } })).toBe("ask");
  });
});
