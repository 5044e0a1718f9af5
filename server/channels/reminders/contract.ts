import { Type, type Static } from "typebox";
import { Named } from "../../contract.ts";

export const StopInput = Type.Object(
  {
    token: Type.String({ maxLength: 100, description: "What stands behind the # of the link" }),
    stopped: Type.Boolean(),
  },
  { title: "StopInput", additionalProperties: false },
);
export type StopInput = Static<typeof StopInput>;

export const StopAnswer = Named("StopAnswer", { stopped: Type.Boolean() });
export type StopAnswer = Static<typeof StopAnswer>;

const Minute = Type.Integer({
  minimum: 0,
  maximum: 1439,
  description: "After midnight, on the program's own clock",
});

const choices = {
  enabled: Type.Boolean(),
  from_minute: Minute,
  to_minute: Minute,
  escalate: Type.Boolean({ description: "Whether leads hear of a count that went stale" }),
};

export const ReminderInput = Type.Object(choices, {
  title: "ReminderInput",
  description: "From later than to: through the night; alike: around the clock",
  additionalProperties: false,
});
export type ReminderInput = Static<typeof ReminderInput>;

export const ReminderChoice = Named("ReminderChoice", {
  ...choices,
  searched_for: Type.Boolean({
    description: "Whether a search showed the program lately; if not, it is asked half as often",
  }),
  stopped: Type.Array(Type.String(), { description: "Names of staff who want no reminder" }),
});
export type ReminderChoice = Static<typeof ReminderChoice>;
