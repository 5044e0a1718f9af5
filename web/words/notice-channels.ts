import type { NoticeChannel } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

/** By which way somebody is told: "e-mail", "browser", "text". */
export const noticeChannelWords: Readonly<Record<NoticeChannel, () => string>> = {
  email: m.notice_way_email,
  push: m.notice_way_push,
  sms: m.notice_way_sms,
};
