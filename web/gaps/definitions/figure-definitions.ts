import { gapValues } from "../../api/schema.ts";
import { m } from "../../paraglide/messages.js";
import { gapMetrics } from "../gap-metrics.ts";
import { gapRemedies, gapWords, metricMeanings, metricWords } from "../gap-words.ts";

/** What a figure is called and what it means. */
export interface Definition {
  /** Its place on the page of definitions. */
  readonly id: string;
  readonly term: () => string;
  readonly meaning: () => string;
}

export interface DefinitionPart {
  readonly id: string;
  readonly title: () => string;
  readonly definitions: readonly Definition[];
}

/** Demand, as it is published a month. */
export const demandDefinitions = {
  searches: { id: "searches", term: m.def_searches, meaning: m.def_searches_is },
  open_bed: { id: "open-bed", term: m.def_open_bed, meaning: m.def_open_bed_is },
  without_open_bed: { id: "no-open-bed", term: m.def_no_open_bed, meaning: m.def_no_open_bed_is },
  without_fit: { id: "no-fit", term: m.def_no_fit, meaning: m.def_no_fit_is },
  barrier: { id: "barrier", term: m.def_barrier, meaning: m.def_barrier_is },
  requests: { id: "requests", term: m.def_requests, meaning: m.def_requests_is },
  accepted: { id: "accepted", term: m.def_accepted, meaning: m.def_accepted_is },
  not_accepted: { id: "not-accepted", term: m.def_not_accepted, meaning: m.def_not_accepted_is },
  declines: { id: "declines", term: m.def_declines, meaning: m.def_declines_is },
  wait: { id: "wait", term: m.def_wait, meaning: m.def_wait_is },
  rate: { id: "rate", term: m.def_rate, meaning: m.def_rate_is },
} as const satisfies Readonly<Record<string, Definition>>;

export const servicesDefinition: Definition = {
  ...{ id: "services", term: m.def_services, meaning: m.def_services_is },
};

/** Every figure of the gap map, its exports and its brief. */
export const definitionParts: readonly DefinitionPart[] = [
  {
    id: "coverage",
    title: m.def_part_coverage,
    definitions: [
      ...gapMetrics.map((metric) => ({
        id: metric.replaceAll("_", "-"),
        term: metricWords[metric],
        meaning: metricMeanings[metric],
      })),
      servicesDefinition,
      { id: "reach", term: m.def_reach, meaning: m.def_reach_is },
    ],
  },
  {
    id: "gaps",
    title: m.def_part_gaps,
    definitions: gapValues.map((gap) => ({
      id: `gap-${gap.replaceAll("_", "-")}`,
      term: gapWords[gap],
      meaning: gapRemedies[gap],
    })),
  },
  { id: "demand", title: m.def_part_demand, definitions: Object.values(demandDefinitions) },
  {
    id: "inventory",
    title: m.def_part_inventory,
    definitions: [
      { id: "programs", term: m.def_programs, meaning: m.def_programs_is },
      { id: "taking-minors", term: m.def_taking_minors, meaning: m.def_taking_minors_is },
      { id: "listed-beds", term: m.def_listed_beds, meaning: m.def_listed_beds_is },
      { id: "reported-beds", term: m.def_reported_beds, meaning: m.def_reported_beds_is },
    ],
  },
];

/** What the figures cannot say. */
export const limits: readonly (() => string)[] = [
  m.def_limit_unstated,
  m.def_limit_centre,
  m.def_limit_stale,
  m.def_limit_regions,
  m.def_limit_searches,
  m.def_limit_small,
  m.def_limit_own,
  m.def_limit_none,
  m.def_limit_listed,
  m.def_limit_profiles,
  m.def_limit_renumbered,
];
