import type { Role } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

/** What a role may see and do, in a sentence. */
export const roleJobs: Readonly<Record<Role, () => string>> = {
  worker: m.admin_role_worker,
  provider: m.admin_role_provider,
  analyst: m.admin_role_analyst,
  steward: m.admin_role_steward,
  administrator: m.admin_role_administrator,
};
