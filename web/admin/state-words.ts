import type { PersonState } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

export const stateWords: Readonly<Record<PersonState, () => string>> = {
  open: m.admin_state_open,
  invited: m.admin_state_invited,
  closed: m.admin_state_closed,
};
