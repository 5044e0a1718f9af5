import type { Role } from "../../db/codes.ts";
import { DomainError } from "../errors.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Who may call a route at all, stated on every route as `config.access`. What of its answer they
 * may see is the disclosure table's matter.
 */
export type RouteAccess = "anyone" | "signed-in" | { readonly roles: readonly Role[] };

/** Lets the viewer pass, or refuses with `not_signed_in` or `forbidden`. */
export const admit = (viewer: Viewer, access: RouteAccess): void => {
  if (access === "anyone") return;
  if (viewer.kind === "anonymous") throw new DomainError("not_signed_in", "Sign in first.");
  if (access === "signed-in" || access.roles.includes(viewer.role)) return;
  throw new DomainError("forbidden", "Your role may not do this.");
};
