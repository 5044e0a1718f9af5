import { Type, type Static } from "typebox";
import { Coded, Named, Nullable, Timestamp } from "../../contract.ts";
import { FactorCode } from "../contract.ts";
import { browsers, systems } from "./name-device.ts";

export const SessionId = Type.String({ pattern: "^[0-9a-f-]{36}$", maxLength: 36 });

export const OwnSession = Named("OwnSession", {
  id: SessionId,
  current: Type.Boolean({ description: "The one that asks" }),
  browser: Nullable(Coded("Browser", browsers, "What the device calls its browser")),
  system: Nullable(Coded("System", systems, "What the device runs on")),
  begun_at: Timestamp,
  used_at: Type.String({ format: "date-time", description: "Last use, to ten minutes" }),
  expires_at: Timestamp,
});
export type OwnSession = Static<typeof OwnSession>;

export const OwnSessionList = Named("OwnSessionList", { items: Type.Array(OwnSession) });
export type OwnSessionList = Static<typeof OwnSessionList>;

export const SessionsEnded = Named("SessionsEnded", { ended: Type.Integer() });
export type SessionsEnded = Static<typeof SessionsEnded>;

export const AppCode = Type.Object(
  { code: FactorCode },
  { title: "AppCode", additionalProperties: false },
);
export type AppCode = Static<typeof AppCode>;

export const SecondFactorBegun = Named("SecondFactorBegun", {
  uri: Type.String({ description: "For the authenticator app to scan (otpauth)" }),
  key: Type.String({ description: "The same for typing, in Base32" }),
  recovery_codes: Type.Array(Type.String(), { description: "Shown this once" }),
});
export type SecondFactorBegun = Static<typeof SecondFactorBegun>;

export const SecondFactorSet = Named("SecondFactorSet", { set: Type.Boolean() });
export type SecondFactorSet = Static<typeof SecondFactorSet>;

export const RecoveryCodes = Named("RecoveryCodes", { recovery_codes: Type.Array(Type.String()) });
export type RecoveryCodes = Static<typeof RecoveryCodes>;
