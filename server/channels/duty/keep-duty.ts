import type { Database, Reader } from "../../../db/client.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { invalid } from "../../errors.ts";
import { findProgramStaff } from "../links/links.repo.ts";
import { findExceptions, findShifts } from "../reminders/remind.repo.ts";
import type { Duty, DutyInput } from "./contract.ts";
import { findTimeZone, replaceDuty } from "./duty.repo.ts";
import { dayBefore } from "./find-on-duty.ts";
import { onDutyAt } from "./on-duty.ts";

/** The program's rota, with who is on duty at `now`. */
export const readDuty = async (reader: Reader, { id }: LedProgram, now: Date): Promise<Duty> => {
  const [zone, staff, shifts, exceptions] = await Promise.all([
    findTimeZone(reader, id),
    findProgramStaff(reader, id),
    findShifts(reader, [id]),
    findExceptions(reader, [id], dayBefore(now)),
  ]);
  // Who has left is not planned for any more.
  const works = ({ userId }: { userId: string }) => staff.some((person) => person.id === userId);
  const plan = { shifts: shifts.filter(works), exceptions: exceptions.filter(works) };
  const timeZone = zone ?? "UTC";
  return {
    program_id: id,
    time_zone: timeZone,
    staff: staff.map((person) => ({ id: person.id, name: person.name, lead: person.lead })),
    on_duty_now: [...onDutyAt({ timeZone, ...plan }, now)],
    shifts: plan.shifts.map(({ userId, weekday, startsMinute, endsMinute }) => ({
      ...{ user_id: userId, weekday, starts_minute: startsMinute, ends_minute: endsMinute },
    })),
    exceptions: plan.exceptions.map(({ userId, day, startsMinute, endsMinute }) => ({
      ...{ user_id: userId, day, starts_minute: startsMinute, ends_minute: endsMinute },
    })),
  };
};

const requireHours = (path: string, starts: number, ends: number) => {
  if (ends > starts && ends <= starts + 1440) return;
  throw invalid(path, "must end after it starts, and within a day");
};

const judge = ({ shifts, exceptions }: DutyInput, staff: ReadonlySet<string>): void => {
  for (const [part, rows] of Object.entries({ shifts, exceptions })) {
    for (const [position, row] of rows.entries()) {
      const path = `body/${part}/${position}`;
      if (!staff.has(row.user_id)) {
        throw invalid(`${path}/user_id`, "is nobody who works for this program");
      }
      const { starts_minute: starts, ends_minute: ends } = row;
      if ((starts === null) !== (ends === null)) throw invalid(path, "needs both hours or none");
      if (starts !== null && ends !== null) requireHours(`${path}/ends_minute`, starts, ends);
    }
  }
};

/**
 * Replaces the program's rota.
 * @throws DomainError `invalid_input`
 */
export const changeDuty = async (
  database: Database,
  program: LedProgram,
  input: DutyInput,
  now: Date,
): Promise<Duty> => {
  const { id: programId, viewer } = program;
  const staff = await findProgramStaff(database.read, programId);
  judge(input, new Set(staff.map(({ id }) => id)));
  await database.transaction(async (tx) => {
    await replaceDuty(tx, programId, dayBefore(now), {
      shifts: input.shifts.map((shift) => ({
        ...{ programId, userId: shift.user_id, weekday: shift.weekday },
        ...{ startsMinute: shift.starts_minute, endsMinute: shift.ends_minute },
      })),
      exceptions: input.exceptions.map((given) => ({
        ...{ programId, userId: given.user_id, day: given.day },
        ...{ startsMinute: given.starts_minute, endsMinute: given.ends_minute },
      })),
    });
    await recordAudit(tx, {
      actor: viewer,
      action: "duty_changed",
      subject: { type: "program", id: programId },
      details: { shifts: input.shifts.length, exceptions: input.exceptions.length },
    });
  });
  return readDuty(database.read, program, now);
};
