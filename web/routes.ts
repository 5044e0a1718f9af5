import type { Route } from "./router.svelte.ts";
import Tonight from "./tonight/Tonight.svelte";

/** The screens. Tonight is part of the first load; every other screen comes when it is opened. */
export const routes: readonly Route[] = [
  { pattern: "/", load: () => Tonight },
  { pattern: "/directory", load: () => import("./directory/Directory.svelte") },
  { pattern: "/programs/:id", load: () => import("./programs/ProgramPage.svelte") },
  { pattern: "/requests", load: () => import("./requests/Requests.svelte") },
  { pattern: "/requests/:id/record", load: () => import("./requests/RecordPage.svelte") },
  { pattern: "/beds", load: () => import("./beds/Beds.svelte") },
  { pattern: "/beds/:id/figures", load: () => import("./beds/figures/Figures.svelte") },
  { pattern: "/beds/:id/listing", load: () => import("./beds/listing/Listing.svelte") },
  { pattern: "/beds/import", load: () => import("./beds/import/ImportCounts.svelte") },
  { pattern: "/beds/settings", load: () => import("./beds/settings/Settings.svelte") },
  { pattern: "/resources", load: () => import("./resources/Resources.svelte") },
  { pattern: "/gaps", load: () => import("./gaps/Gaps.svelte") },
  { pattern: "/gaps/definitions", load: () => import("./gaps/definitions/Definitions.svelte") },
  { pattern: "/gaps/profiles", load: () => import("./gaps/own-profiles/OwnProfiles.svelte") },
  { pattern: "/gaps/what-if", load: () => import("./gaps/what-if/WhatIf.svelte") },
  { pattern: "/gaps/inventory", load: () => import("./gaps/inventory/Inventory.svelte") },
  { pattern: "/gaps/counties/:fips", load: () => import("./gaps/county/CountyBrief.svelte") },
  { pattern: "/admin", load: () => import("./admin/Admin.svelte") },
  { pattern: "/admin/:part", load: () => import("./admin/Admin.svelte") },
  { pattern: "/steward", load: () => import("./steward/Steward.svelte") },
  { pattern: "/audit", load: () => import("./audit/Audit.svelte") },
  { pattern: "/account", load: () => import("./account/Account.svelte") },
  { pattern: "/sign-in", load: () => import("./sign-in/SignIn.svelte") },
];
