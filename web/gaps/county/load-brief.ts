import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type { CoverageColumns, DemandMonth, InventoryFigures } from "../../api/schema.ts";
import { askUntilReady } from "../ask-until-ready.ts";
import { loadCounty, type CountyNeeds } from "./load-county.ts";

/** What is printed of a county. */
export interface CountyBrief {
  readonly needs: CountyNeeds;
  /** A county's own figures, for the profiles that everybody has: one row. */
  readonly coverage: readonly CoverageColumns[];
  /** Programs whose site is in the county, today. */
  readonly inventory: InventoryFigures;
  /** Published months of the last year; undefined: not in the analyst's regions. */
  readonly months: readonly DemandMonth[] | undefined;
}

/**
 * Loads all that a brief of a county tells, by its FIPS code. Whoever is handed it has no profile of
 * the analyst's own, and each of those would take of its two pages.
 */
export const loadBrief = async (county: string): Promise<CountyBrief> => {
  const params = { query: { county } };
  const needs = await loadCounty(county);
  const [coverage, inventory, demand] = await Promise.all([
    askUntilReady(() => answered(api.GET("/api/gaps/coverage", { params }))),
    answered(api.GET("/api/gaps/inventory", { params })),
    needs.unmet.demand === null ? undefined : answered(api.GET("/api/gaps/demand", { params })),
  ]);
  const shared = coverage.profiles.filter(({ profile }) => profile.name === null);
  const isShared = ({ key }: { key: string }) => shared.some(({ profile }) => profile.key === key);
  const unmet = { ...needs.unmet, profiles: needs.unmet.profiles.filter(isShared) };
  return {
    ...{ needs: { ...needs, unmet }, coverage: shared },
    ...{ inventory: inventory.total, months: demand?.months },
  };
};
