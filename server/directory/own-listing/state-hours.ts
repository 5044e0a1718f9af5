import type { Database } from "../../../db/client.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { clockTime, toWireHours } from "../clock-times.ts";
import type { WeeklyHours } from "../intake-hours.ts";
import type { ChangedHours, HoursStatement } from "./contract.ts";
import { findHours, setHours, updateListing } from "./own-listing.repo.ts";
import { restate, type ChangedFact } from "./restate.ts";
import { readHours } from "./read-hours.ts";

interface Schedule {
  aroundTheClock: boolean | null;
  hours: readonly WeeklyHours[];
  closedDays: readonly string[];
}

/** A weekday as the audit keeps it: `09:00-17:00*16:30/20:00-24:00`, the last intake behind `*`. */
const dayInCode = ({ hours }: Schedule, weekday: number): string =>
  hours
    .filter((row) => row.weekday === weekday)
    .map(({ opensMinute, closesMinute, lastIntakeMinute }) => {
      const last = lastIntakeMinute === null ? "" : `*${clockTime(lastIntakeMinute)}`;
      return `${clockTime(opensMinute)}-${clockTime(closesMinute)}${last}`;
    })
    .join("/");

const changedFacts = (before: Schedule, after: Schedule): ChangedFact[] => {
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    ...{ what: "hours", day, from: dayInCode(before, day), to: dayInCode(after, day) },
  }));
  const dates = [...new Set([...before.closedDays, ...after.closedDays])].map((day) => ({
    ...{ what: "closed_day", day },
    ...{ from: before.closedDays.includes(day), to: after.closedDays.includes(day) },
  }));
  const always = {
    ...{ what: "around_the_clock", from: before.aroundTheClock, to: after.aroundTheClock },
  };
  return [always, ...days, ...dates].filter(({ from, to }) => from !== to);
};

const toStatement = ({ aroundTheClock, hours, closedDays }: Schedule): HoursStatement => ({
  around_the_clock: aroundTheClock,
  hours: hours.map(toWireHours),
  closed_days: [...closedDays],
});

/**
 * States anew when the program takes children in, with its days of closing; in effect at once.
 * @throws DomainError `invalid_input`
 */
export const stateHours = (
  database: Database,
  program: LedProgram,
  statement: HoursStatement,
  now: Date,
): Promise<ChangedHours> => {
  const after = readHours(statement);
  return restate(database, program, now, async (tx, { intakeAroundTheClock }) => {
    const before = {
      aroundTheClock: intakeAroundTheClock,
      ...(await findHours(tx, program.id)),
    };
    const facts = changedFacts(before, after);
    if (facts.length > 0) {
      await setHours(tx, program.id, after);
      const { aroundTheClock } = after;
      await updateListing(tx, program.id, { intakeAroundTheClock: aroundTheClock, updatedAt: now });
    }
    return {
      facts,
      answer: { program_id: program.id, before: toStatement(before), after: toStatement(after) },
    };
  });
};
