import BedDouble from "@lucide/svelte/icons/bed-double";
import BookOpen from "@lucide/svelte/icons/book-open";
import HandHelping from "@lucide/svelte/icons/hand-helping";
import MapPinned from "@lucide/svelte/icons/map-pinned";
import Moon from "@lucide/svelte/icons/moon";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Search from "@lucide/svelte/icons/search";
import Shield from "@lucide/svelte/icons/shield";
import Users from "@lucide/svelte/icons/users";

import type { Role } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

export interface Destination {
  path: string;
  label: () => string;
  icon: typeof Moon;
  /** Left out: for everybody, signed in or not. */
  roles?: readonly Role[];
}

/** Where the navigation leads, in its order. */
const all: readonly Destination[] = [
  { path: "/", label: m.nav_tonight, icon: Moon },
  { path: "/directory", label: m.nav_directory, icon: Search },
  { path: "/requests", label: m.nav_requests, icon: HandHelping, roles: ["worker"] },
  { path: "/beds", label: m.nav_beds, icon: BedDouble, roles: ["provider"] },
  { path: "/gaps", label: m.nav_gaps, icon: MapPinned, roles: ["analyst"] },
  { path: "/resources", label: m.nav_resources, icon: BookOpen },
  { path: "/steward", label: m.nav_steward, icon: Shield, roles: ["steward"] },
  { path: "/audit", label: m.nav_audit, icon: ScrollText, roles: ["administrator"] },
  { path: "/admin", label: m.nav_admin, icon: Users, roles: ["administrator"] },
];

/** The destinations of a role; null: nobody is signed in. */
export const destinationsOf = (role: Role | null): Destination[] =>
  all.filter(({ roles }) => !roles || (role !== null && roles.includes(role)));
