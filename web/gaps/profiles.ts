import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { Profile } from "../api/schema.ts";

/** Whom a gap can be for: those that everybody has, then own ones. */
export const loadProfiles = async (): Promise<Profile[]> =>
  (await answered(api.GET("/api/gaps/profiles"))).items;
