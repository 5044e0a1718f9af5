import { Type, type Static } from "typebox";
import { pauseReasons } from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid } from "../../contract.ts";

const PauseReasonCode = Coded("PauseReason", pauseReasons, "Why intake is paused");

export const IntakePauseInput = Type.Object(
  {
    until: Type.String({
      format: "date-time",
      description: "When intake opens again by itself: after now, within 92 days",
    }),
    reason: PauseReasonCode,
  },
  { title: "IntakePauseInput", additionalProperties: false },
);
export type IntakePauseInput = Static<typeof IntakePauseInput>;

export const IntakePause = Named("IntakePause", {
  program_id: Uuid,
  paused_until: Nullable(Timestamp),
  pause_reason: Nullable(PauseReasonCode),
});
export type IntakePause = Static<typeof IntakePause>;
