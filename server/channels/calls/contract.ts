import { Type, type Static } from "typebox";

/** A step of a call as gateways that speak TwiML post it; they send more, which is left alone. */
export const CallKeys = Type.Object(
  {
    CallSid: Type.String({
      minLength: 1,
      maxLength: 100,
      description: "The gateway's id of the call",
    }),
    From: Type.String({ maxLength: 20, description: "E.164" }),
    Digits: Type.Optional(Type.String({ maxLength: 20, description: "Keys that were pressed" })),
  },
  { title: "CallKeys" },
);
export type CallKeys = Static<typeof CallKeys>;
