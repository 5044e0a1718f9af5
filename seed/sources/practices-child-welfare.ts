import type { ResourceListing } from "../listing.ts";
import { cite, sachsReview } from "./documents.ts";

const emerging = (number: number) => cite(sachsReview, `Section X.B, practice ${number}`);
const acf = "Administration for Children and Families";

/** The ten emerging practices that the federal briefing series names, with its examples. */
const emergingPractices: ResourceListing[] = [
  {
    kind: "practice",
    name: "Mandatory screening",
    publisher: acf,
    summary:
      "Connecticut screens every child who enters care, with a liaison in each region and a clinical team within 72 hours; Multnomah County has a unit of its own.",
    topics: ["juvenile", "victimization"],
    citation: emerging(1),
  },
  {
    kind: "practice",
    name: "Specialized advocates in child welfare centers",
    publisher: acf,
    summary:
      "Two MISSSEY advocates work daily in Alameda County's 23-hour assessment center and follow a child for up to 120 days.",
    topics: ["juvenile", "victimization"],
    citation: emerging(2),
  },
  {
    kind: "practice",
    name: "Coordination with juvenile justice and county courts",
    publisher: acf,
    summary:
      "Examples: Florida's assessment centers, Girls Court in Alameda, STAR Court in Los Angeles.",
    topics: ["juvenile"],
    citation: emerging(3),
  },
  {
    kind: "practice",
    name: "Training of case workers",
    publisher: acf,
    summary: "Examples: Connecticut, Georgia and Alameda County.",
    topics: ["juvenile", "outreach"],
    citation: emerging(4),
  },
  {
    kind: "practice",
    name: "Participation in a broad coalition",
    publisher: acf,
    summary:
      "Examples: Georgia, Illinois, Miami-Dade, Multnomah and Suffolk County; in California Alameda, Los Angeles, San Bernardino and San Francisco.",
    topics: ["juvenile", "outreach"],
    citation: emerging(5),
  },
  {
    kind: "practice",
    name: "Central listing of victim services",
    publisher: acf,
    summary: "Florida keeps a directory by area; Connecticut was preparing one.",
    topics: ["victimization"],
    citation: emerging(6),
  },
  {
    kind: "practice",
    name: "Coordination with children's hospitals and advocacy centers",
    publisher: acf,
    summary: "Examples: a hospital in Connecticut, centers in Suffolk County and Miami.",
    topics: ["juvenile", "victimization"],
    citation: emerging(7),
  },
  {
    kind: "practice",
    name: "Coordination with rape crisis and sexual assault centers",
    publisher: acf,
    summary: "In Multnomah County police refer a child to such a center instead of arresting.",
    topics: ["victimization"],
    citation: emerging(8),
  },
  {
    kind: "practice",
    name: "Coordinated data collection",
    publisher: acf,
    summary:
      "Examples: Connecticut, Georgia, Illinois, Massachusetts, Tennessee and Multnomah County.",
    topics: ["victimization"],
    citation: emerging(9),
  },
  {
    kind: "practice",
    name: "State guidance for child protective investigations",
    publisher: acf,
    summary: "Florida, Connecticut, Illinois, Oregon and Georgia count exploitation as abuse.",
    topics: ["juvenile", "victimization"],
    citation: emerging(10),
  },
];

const inStates = cite(sachsReview, "Section X.A");

const stateResponses: ResourceListing[] = [
  {
    kind: "practice",
    name: "ChildRight: Illinois",
    publisher: "Illinois DCFS, IOFA and Loyola University Chicago",
    summary: "Pilot that became the state's plan: policies, a screening tool, data and training.",
    topics: ["juvenile", "victimization"],
    state: "IL",
    citation: inStates,
  },
  {
    kind: "practice",
    name: "ChildRight: New York",
    publisher: "New York Office of Children and Family Services and IOFA",
    summary: "From January 2013, the same for a system that counties run.",
    topics: ["juvenile", "victimization"],
    year: 2013,
    state: "NY",
    citation: inStates,
  },
  {
    kind: "practice",
    name: "Washington State protocol on domestic minor sex trafficking",
    summary:
      "From November 2012: named responders, screening, teams, and one advocate who stays with a youth throughout.",
    topics: ["juvenile", "victimization"],
    year: 2012,
    state: "WA",
    citation: cite(sachsReview, "Section IX.B"),
  },
  {
    kind: "practice",
    name: "Minnesota statewide director and regional coordinators",
    summary:
      "In 2013 the legislature paid for a director of prevention, six coordinators and up to 12 beds.",
    topics: ["juvenile"],
    year: 2013,
    state: "MN",
    citation: cite(sachsReview, "Section IX.B"),
  },
  {
    kind: "practice",
    name: "Georgia State Model Child Abuse Protocols",
    publisher: "Georgia Child Fatality Review Panel",
    summary: "Guidance to all counties that includes exploitation and its signs.",
    topics: ["juvenile", "victimization"],
    state: "GA",
    citation: cite(sachsReview, "Section X.B, practice 10"),
  },
];

export const childWelfarePractices = [...emergingPractices, ...stateResponses];
