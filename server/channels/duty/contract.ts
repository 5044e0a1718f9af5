import { Type, type Static } from "typebox";
import { Named, Nullable, Uuid } from "../../contract.ts";

const UserId = Type.String({ pattern: "^[0-9a-f-]{36}$", maxLength: 36 });
const StartMinute = Type.Integer({ minimum: 0, maximum: 1439, description: "After midnight" });
const EndMinute = Type.Integer({
  minimum: 1,
  maximum: 2879,
  description: "After the same midnight; past 1440: on the following day",
});
const LocalDate = Type.String({ format: "date", description: "Of the program's own calendar" });

const Shift = Type.Object(
  {
    user_id: UserId,
    weekday: Type.Integer({ minimum: 1, maximum: 7, description: "ISO: 1 Monday to 7 Sunday" }),
    starts_minute: StartMinute,
    ends_minute: EndMinute,
  },
  { title: "DutyShift", additionalProperties: false },
);
const Exception = Type.Object(
  {
    user_id: UserId,
    day: LocalDate,
    starts_minute: Nullable(StartMinute),
    ends_minute: Nullable(EndMinute),
  },
  {
    title: "DutyException",
    description: "Beside the week's plan; without minutes: not on duty that day",
    additionalProperties: false,
  },
);

export const DutyInput = Type.Object(
  {
    shifts: Type.Array(Shift, { maxItems: 200 }),
    exceptions: Type.Array(Exception, { maxItems: 200 }),
  },
  { title: "DutyInput", additionalProperties: false },
);
export type DutyInput = Static<typeof DutyInput>;

export const Duty = Named("Duty", {
  program_id: Uuid,
  time_zone: Type.String({ description: "IANA zone that the minutes and days are in" }),
  staff: Type.Array(Type.Object({ id: UserId, name: Type.String(), lead: Type.Boolean() })),
  on_duty_now: Type.Array(UserId),
  shifts: Type.Array(Shift),
  exceptions: Type.Array(Exception, { description: "From yesterday on" }),
});
export type Duty = Static<typeof Duty>;
