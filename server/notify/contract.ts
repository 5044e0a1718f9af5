import { Type, type Static, type TProperties } from "typebox";
import { messageLanguages } from "../../db/codes.ts";
import { Coded, Named, Nullable, Uuid } from "../contract.ts";

const MessageLanguageCode = Coded("MessageLanguage", messageLanguages, "Language of messages");

/** How a person is told. */
/** What is sent to us: unknown fields are refused. */
const Input = <P extends TProperties>(title: string, properties: P) =>
  Type.Object(properties, { title, additionalProperties: false });

export const NoticeChoices = Input("NoticeChoices", {
  email: Type.Boolean(),
  push: Type.Boolean({ description: "In browsers that the person subscribed" }),
  sms: Type.Boolean({ description: "To the registered number" }),
  language: Nullable(MessageLanguageCode),
});
export type NoticeChoices = Static<typeof NoticeChoices>;

export const ContactPoints = Named("ContactPoints", {
  choices: NoticeChoices,
  offered: Type.Object({
    email: Type.Boolean(),
    sms: Type.Boolean(),
    push_key: Type.String({ description: "What a browser needs to subscribe" }),
  }),
  phone: Nullable(
    Type.Object({
      number: Type.String({ description: "E.164" }),
      verified: Type.Boolean(),
      stopped: Type.Boolean({ description: "STOP was texted from it" }),
    }),
  ),
  browsers: Type.Integer({ description: "How many browsers are subscribed" }),
});
export type ContactPoints = Static<typeof ContactPoints>;

export const PhoneInput = Input("PhoneInput", {
  number: Type.String({ minLength: 5, maxLength: 30 }),
});
export type PhoneInput = Static<typeof PhoneInput>;

export const PhoneCode = Input("PhoneCode", {
  code: Type.String({ pattern: "^[0-9]{6}$", maxLength: 6 }),
});
export type PhoneCode = Static<typeof PhoneCode>;

const base64url = { pattern: "^[A-Za-z0-9_-]+={0,2}$" };
/** What a browser's `PushSubscription` says of itself. */
export const BrowserInput = Input("BrowserInput", {
  endpoint: Type.String({ minLength: 10, maxLength: 1000 }),
  p256dh: Type.String({ minLength: 80, maxLength: 100, ...base64url }),
  auth: Type.String({ minLength: 16, maxLength: 32, ...base64url }),
});
export type BrowserInput = Static<typeof BrowserInput>;

export const BrowserName = Input("BrowserName", {
  endpoint: Type.String({ minLength: 10, maxLength: 1000 }),
});
export type BrowserName = Static<typeof BrowserName>;

/** What the gateway says of a message. */
export const SmsDelivery = Input("SmsDelivery", {
  id: Uuid,
  status: Coded("SmsDeliveryStatus", ["delivered", "failed"] as const, "What came of it"),
});
export type SmsDelivery = Static<typeof SmsDelivery>;

export const Noted = Named("Noted", { noted: Type.Literal(true) });
export type Noted = Static<typeof Noted>;
