import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { OwnSession, SecondFactorBegun } from "../api/schema.ts";
import { session } from "../api/session.svelte.ts";

/** Where the viewer is signed in, last used first. Throws Refused; Unreachable. */
export const listSessions = async (): Promise<OwnSession[]> =>
  (await answered(api.GET("/api/me/sessions"))).items;

export const endSession = async (id: string): Promise<void> => {
  await answered(api.DELETE("/api/me/sessions/{id}", { params: { path: { id } } }));
};

/** Signs out everywhere but here. */
export const endOthers = async (): Promise<void> => {
  await answered(api.DELETE("/api/me/sessions"));
};

/** Begins to set an authenticator app. Throws Refused `conflict` once it is set. */
export const beginSecondFactor = (): Promise<SecondFactorBegun> =>
  answered(api.POST("/api/me/second-factor"));

/** Sets it with its first code, then asks who that is. Throws Refused `wrong_credentials`. */
export const confirmSecondFactor = async (code: string): Promise<void> => {
  await answered(api.POST("/api/me/second-factor/confirm", { body: { code } }));
  await session.load();
};

export const renewRecoveryCodes = async (code: string): Promise<string[]> =>
  (await answered(api.POST("/api/me/second-factor/recovery-codes", { body: { code } })))
    .recovery_codes;

export const removeSecondFactor = async (code: string): Promise<void> => {
  await answered(api.POST("/api/me/second-factor/remove", { body: { code } }));
  await session.load();
};
