import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type {
  ApiKey,
  ApiKeyInput,
  ApiKeyList,
  ApiKeyMade,
  CallCode,
  ConfirmLink,
  ConfirmLinkList,
  Duty,
  DutyInput,
  LinkChannel,
  Program,
  ReminderChoice,
  ReminderInput,
} from "../../api/schema.ts";

const of = (id: string) => ({ params: { path: { id } } });

export const readDuty = (id: string): Promise<Duty> =>
  answered(api.GET("/api/programs/{id}/duty", of(id)));
export const changeDuty = (id: string, body: DutyInput): Promise<Duty> =>
  answered(api.PUT("/api/programs/{id}/duty", { ...of(id), body }));

export const readReminders = (id: string): Promise<ReminderChoice> =>
  answered(api.GET("/api/programs/{id}/reminders", of(id)));
export const changeReminders = (id: string, body: ReminderInput): Promise<ReminderChoice> =>
  answered(api.PUT("/api/programs/{id}/reminders", { ...of(id), body }));

export const listLinks = (id: string): Promise<ConfirmLinkList> =>
  answered(api.GET("/api/programs/{id}/confirm-links", of(id)));
/** Sends a link to oneself. */
export const sendLink = (id: string, channel: LinkChannel): Promise<ConfirmLink> =>
  answered(api.POST("/api/programs/{id}/confirm-links", { ...of(id), body: { channel } }));
export const revokeLink = (id: string): Promise<ConfirmLink> =>
  answered(api.POST("/api/confirm-links/{id}/revoke", of(id)));

export const listKeys = (): Promise<ApiKeyList> => answered(api.GET("/api/api-keys"));
export const makeKey = (body: ApiKeyInput): Promise<ApiKeyMade> =>
  answered(api.POST("/api/api-keys", { body }));
export const revokeKey = (id: string): Promise<ApiKey> =>
  answered(api.POST("/api/api-keys/{id}/revoke", of(id)));

export const makeCallCode = (): Promise<CallCode> => answered(api.POST("/api/me/call-code"));

export const readProgram = (id: string): Promise<Program> =>
  answered(api.GET("/api/programs/{id}", of(id)));
