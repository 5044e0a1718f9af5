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
