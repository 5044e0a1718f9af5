import type { Policy, SecurityFeature, PauseReason } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import type { Mark } from "../ui/mark.ts";

/** What a program says to a gender or a circumstance. */
export const policyWords: Readonly<Record<Policy, () => string>> = {
  accepts: m.policy_accepts,
  ask: m.policy_ask,
  declines: m.policy_declines,
  unknown: m.policy_unknown,
};

/** The shape beside the words, so that a table can be read at a glance. */
export const policyMarks: Readonly<Record<Policy, Mark>> = {
  accepts: { shape: "circle", fill: "filled", tone: "fits", text: "✓" },
  ask: { shape: "diamond", fill: "filled", tone: "ask", text: "…" },
  declines: { shape: "circle", fill: "hollow", tone: "full", text: "×" },
  unknown: { shape: "circle", fill: "dashed", tone: "full", text: "?" },
};

export const securityWords: Readonly<Record<SecurityFeature, () => string>> = {
  undisclosed_location: m.security_undisclosed_location,
  secured: m.security_secured,
  staff_secure: m.security_staff_secure,
  awake_night_staff: m.security_awake_night_staff,
  cameras: m.security_cameras,
  alarmed_doors: m.security_alarmed_doors,
  controlled_entry: m.security_controlled_entry,
  no_phones: m.security_no_phones,
  rural: m.security_rural,
};

export const pauseWords: Readonly<Record<PauseReason, () => string>> = {
  full: m.pause_full,
  staffing: m.pause_staffing,
  quarantine: m.pause_quarantine,
  repairs: m.pause_repairs,
  safety: m.pause_safety,
  other: m.pause_other,
};
