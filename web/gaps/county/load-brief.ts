import { api } from "../../api/client.ts";
import { answered } from "../../api/problem.ts";
import type { CoverageColumns, DemandMonth, InventoryFigures } from "../../api/schema.ts";
import { askUntilReady } from "../ask-until-ready.ts";
import { loadCounty, type CountyNeeds } from "./load-county.ts";

/** What is printed of a county. */
export interface CountyBrief {
  readonly needs: CountyNeeds;
  /** A county's own figures: one row. */
  readonly coverage: readonly CoverageColumns[];
  /** Programs whose site is in the county, today. */
  readonly inventory: InventoryFigures;
  /** Published months of the last year; undefined: not in the analyst's regions. */
  readonly months: readonly DemandMonth[] | undefined;
}

/** Loads all that a brief of a county tells, by its FIPS code. */
export const loadBrief = async (county: string): Promise<CountyBrief> => {
  const params = { query: { county } };
  const needs = await loadCounty(county);
  const [coverage, inventory, demand] = await Promise.all([
    askUntilReady(() => answered(api.GET("/api/gaps/coverage", { params }))),
    answered(api.GET("/api/gaps/inventory", { params })),
    needs.unmet.demand === null ? undefined : answered(api.GET("/api/gaps/demand", { params })),
  ]);
  return { needs, coverage: coverage.profiles, inventory: inventory.total, months: demand?.months };
};
