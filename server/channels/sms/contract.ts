import { Type, type Static } from "typebox";
import { Named, Nullable } from "../../contract.ts";

export const SmsMessage = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 100, description: "The gateway's own id" }),
    from: Type.String({ pattern: "^[+][1-9][0-9]{6,14}$", maxLength: 16, description: "E.164" }),
    text: Type.String({ maxLength: 2000 }),
  },
  { title: "SmsMessage", additionalProperties: false },
);
export type SmsMessage = Static<typeof SmsMessage>;

export const SmsReply = Named("SmsReply", {
  reply: Nullable(Type.String({ description: "To be texted back; null: nothing" })),
});
export type SmsReply = Static<typeof SmsReply>;
