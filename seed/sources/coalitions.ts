import type { Listing } from "../listing.ts";
import { cite, sachsReview } from "./documents.ts";
import { itself } from "./organizations.ts";
import { counties, inCounty, somewhereIn } from "./towns.ts";

const inCoalitions = cite(sachsReview, "Section X.B, practice 5");

/** Coalitions and task forces beside California's nine regional ones. */
export const coalitions: Listing[] = [
  {
    key: "san-bernardino-case",
    ...itself("Coalition Against Sexual Exploitation (CASE)", ["CASE"]),
    kind: "task_force",
    summary:
      "Eight departments of San Bernardino County with community and faith groups. A coordinator leads a team of probation, child welfare, a clinician and the public defender, whose social worker and probation officer take exploited children only.",
    site: inCounty(counties.sanBernardino, "CA"),
    areas: [{ county: counties.sanBernardino }],
    services: ["case_management", "outreach", "training"],
    citations: [inCoalitions],
  },
  {
    key: "san-francisco-collaborative",
    ...itself("San Francisco Collaborative Against Human Trafficking (SFCAHT)", ["SFCAHT"]),
    kind: "task_force",
    summary:
      "More than 30 agencies, public and private, that work together on education, outreach, advocacy and the support of survivors.",
    site: inCounty(counties.sanFrancisco, "CA"),
    areas: [{ county: counties.sanFrancisco }],
    services: ["outreach"],
    citations: [inCoalitions],
  },
  {
    key: "los-angeles-county-csec-task-force",
    ...itself("Los Angeles County CSEC Task Force"),
    kind: "task_force",
    summary:
      "Set up by the Board of Supervisors in November 2012: probation, child welfare, police, community organizations and survivors.",
    site: inCounty(counties.losAngeles, "CA"),
    areas: [{ county: counties.losAngeles }],
    citations: [inCoalitions],
  },
  {
    key: "georgia-csec-task-force",
    ...itself("Georgia CSEC Task Force"),
    kind: "task_force",
    summary:
      "Led by the Governor's Office for Children and Families, in seven work groups of government, police, child welfare and providers.",
    site: somewhereIn("GA"),
    areas: [{ state: "GA" }],
    citations: [inCoalitions],
  },
  {
    key: "illinois-rescue-and-restore",
    ...itself("Illinois Rescue and Restore"),
    kind: "task_force",
    summary:
      "Coalition of the state's Department of Human Services and the federal government with police, health care, social services and advocates, against labor and sex trafficking.",
    site: somewhereIn("IL"),
    areas: [{ state: "IL" }],
    services: ["outreach"],
    citations: [inCoalitions],
  },
  {
    key: "miami-dade-csec-working-group",
    ...itself("Miami-Dade CSEC Working Group"),
    kind: "task_force",
    summary:
      "27 organizations, Florida's child welfare department among them, with shared protocols and training.",
    site: inCounty(counties.miamiDade, "FL"),
    areas: [{ county: counties.miamiDade }],
    services: ["training"],
    citations: [inCoalitions],
  },
  {
    key: "florida-statewide-task-force",
    ...itself("Florida Statewide Human Trafficking Task Force"),
    kind: "task_force",
    summary:
      "Its papers are open to the public on the pages of Florida's child welfare department.",
    site: somewhereIn("FL"),
    areas: [{ state: "FL" }],
    citations: [cite(sachsReview, "Section X.A")],
  },
];
