import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type { Kind, Profile, UnmetCounty } from "../../api/schema.ts";
import { askUntilReady } from "../ask-until-ready.ts";
import { loadProfiles } from "../profiles.ts";

/** A kind of service, and the miles to the nearest; null: none. */
export interface NearestService {
  readonly kind: Kind;
  readonly miles: number | null;
}

/** What a county lacks, for whom, and what other services it has. */
export interface CountyNeeds {
  readonly asOf: string;
  readonly unmet: UnmetCounty;
  readonly profiles: readonly Profile[];
  readonly services: readonly NearestService[];
}

/** Loads what stands in the way of a bed in a county, by its FIPS code. */
export const loadCounty = (county: string): Promise<CountyNeeds> =>
  askUntilReady(async () => {
    const params = { query: { county } };
    const [unmet, services, profiles] = await Promise.all([
      answered(api.GET("/api/gaps/unmet", { params })),
      answered(api.GET("/api/gaps/services", { params })),
      loadProfiles(),
    ]);
    const [item] = unmet.items;
    if (!item) throw new Error(`Nothing is told of the county ${county}.`);
    return {
      ...{ asOf: unmet.as_of, unmet: item, profiles },
      services: services.services.map(({ kind, nearest }) => ({ kind, miles: nearest[0] ?? null })),
    };
  });
