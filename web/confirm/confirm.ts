import { postJson, type Sent } from "../api/post-json.ts";
import { answered, Refused } from "../api/problem.ts";
import type { BedReportAnswer, LinkReport, OpenedLink, Pool } from "../api/schema.ts";

/** @param sent the same, where the page has asked it ahead */
export const openLink = (token: string, sent?: Promise<Sent>): Promise<OpenedLink> =>
  answered(postJson("/api/confirm-links/open", { token }, sent));

export const reportByLink = (body: LinkReport): Promise<BedReportAnswer> =>
  answered(postJson("/api/confirm-links/report", body));

export const stopReminders = (token: string, stopped: boolean): Promise<{ stopped: boolean }> =>
  answered(postJson("/api/reminders/stop", { token, stopped }));

export const versionsOf = (pools: readonly Pool[]): number =>
  pools.reduce((sum, { version }) => sum + version, 0);

/** Why a link does not work any more, or `unreachable` where no answer came. */
export type Trouble =
  "unknown" | "used" | "expired" | "revoked" | "left" | "closed" | "changed" | "unreachable";

const troubles: Readonly<Record<string, Trouble>> = {
  link_unknown: "unknown",
  invalid_input: "unknown",
  link_used: "used",
  link_expired: "expired",
  link_revoked: "revoked",
  link_person_left: "left",
  program_inactive: "closed",
  version_changed: "changed",
  conflict: "changed",
};

export const troubleOf = (error: unknown): Trouble =>
  error instanceof Refused ? (troubles[error.problem.code] ?? "unreachable") : "unreachable";
