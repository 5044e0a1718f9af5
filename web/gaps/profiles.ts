import { api } from "../api/client.ts";
import { answered } from "../api/problem.ts";
import type { CoverageColumns } from "../api/schema.ts";

export type Profile = CoverageColumns["profile"];

// Any county's answer tells of every profile.
const county = "06001";

/** Whom a gap can be for. */
export const loadProfiles = async (): Promise<Profile[]> => {
  const { profiles } = await answered(
    api.GET("/api/gaps/coverage", { params: { query: { county } } }),
  );
  return profiles.map(({ profile }) => profile);
};
