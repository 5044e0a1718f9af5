import type { Service } from "../../db/codes.ts";
import type { Listing } from "../listing.ts";
import { cite, places, sachsReview, surveyedIn } from "./documents.ts";
import { days, itself, organizations } from "./organizations.ts";
import { towns } from "./towns.ts";

const besideTable1 = cite(sachsReview, places.otherShelters, surveyedIn);

/** Stated for the organization as a whole, shelter and transitional living alike. */
const safehouseServices: Service[] = [
  "shelter",
  "case_management",
  "crisis_intervention",
  "counseling",
  "medical_care",
  "interpretation",
  "immigration_relief",
  "legal_advocacy",
  "education",
  "life_skills",
  "job_training",
  "mentoring",
  "peer_support",
  "substance_use_treatment",
  "family_services",
  "parenting_support",
  "recreation",
  "outreach",
  "aftercare",
];

/**
 * Five Californian shelters that give beds to exploited minors among others and reserve none for
 * them, and the transitional living of one of them.
 */
export const californiaShelters: Listing[] = [
  {
    key: "dreamcatcher",
    ...itself("Dreamcatcher Youth Shelter and Support Center", [
      "Dream Catcher Emergency Youth Shelter",
      "Dreamcatcher",
    ]),
    kind: "emergency_shelter",
    summary:
      "Emergency shelter for youth of 13 to 18 who ran away, are homeless, at risk or exploited, with crisis counseling, family mediation, job training and bus passes. Reserves no beds for exploited youth. The review places it once in Oakland, once in Alameda.",
    // The survey locates the shelter itself, in Oakland; Alameda stands with the support center.
    site: towns.oakland,
    dedicated: false,
    ages: { min: 13, max: 18 },
    circumstances: { runaway_history: "accepts" },
    services: [
      "shelter",
      "case_management",
      "crisis_intervention",
      "counseling",
      "life_skills",
      "job_training",
      "peer_support",
      "family_services",
      "outreach",
      "transportation",
    ],
    url: "http://www.xanthos.org/index.php?id=8",
    citations: [besideTable1, cite(sachsReview, places.california)],
  },
  {
    key: "fresno-sanctuary-for-youth",
    organization: organizations.fresnoOpportunities,
    name: "Fresno EOC Sanctuary for Youth",
    aliases: ["Sanctuary for Youth"],
    kind: "emergency_shelter",
    summary:
      "Shelter that gives beds to exploited minors among other youth and reserves none for them. Its organization co-leads the Fresno coalition against trafficking.",
    site: towns.fresno,
    dedicated: false,
    services: ["shelter"],
    citations: [besideTable1, cite(sachsReview, places.taskForces)],
  },
  {
    key: "next-door-solutions",
    ...itself("Next Door Solutions to Domestic Violence"),
    kind: "emergency_shelter",
    summary:
      "Domestic violence organization whose shelter beds are open to exploited minors among others; none are reserved for them.",
    site: towns.sanJose,
    dedicated: false,
    services: ["shelter"],
    citations: [besideTable1],
  },
  {
    key: "operation-safehouse-shelter",
    organization: organizations.operationSafehouse,
    name: "Operation SafeHouse emergency shelters",
    kind: "emergency_shelter",
    summary:
      "Two shelters of 21 days for girls and boys who are exploited, ran away, are homeless or at risk, near free public transport. Staff are trained in trafficking and trauma. Reserves no beds for exploited youth.",
    site: towns.riverside,
    dedicated: false,
    genders: { girl: "accepts", boy: "accepts" },
    circumstances: { runaway_history: "accepts", noncitizen: "accepts" },
    servesDomestic: true,
    servesInternational: true,
    services: safehouseServices,
    url: "http://operationsafehouse.org/",
    stay: { longestDays: 21 },
    citations: [
      besideTable1,
      cite(sachsReview, places.california),
      cite(sachsReview, places.taskForces),
    ],
  },
  {
    key: "san-diego-youth-services-shelter",
    organization: organizations.sanDiegoYouthServices,
    name: "San Diego Youth and Community Services shelter",
    kind: "emergency_shelter",
    summary:
      "Shelter beds for exploited minors among other youth; none are reserved for them. STARS, of the same organization, serves exploited girls and young women.",
    site: towns.sanDiego,
    dedicated: false,
    services: ["shelter"],
    url: "http://www.sdyouthservices.org",
    citations: [besideTable1],
  },
];

/** Other Californian housing, told apart by its ages. */
export const californiaTransitionalLiving: Listing[] = [
  {
    key: "operation-safehouse-transitional-living",
    organization: organizations.operationSafehouse,
    name: "Operation SafeHouse Transitional Living Program",
    kind: "transitional_living",
    summary:
      "Up to two years for homeless young people of 18 to 22 and their children. Youth who come of age in the emergency shelters can move on to it.",
    site: towns.riverside,
    dedicated: false,
    ages: { min: 18, max: 22 },
    circumstances: { parenting: "accepts", noncitizen: "accepts" },
    servesDomestic: true,
    servesInternational: true,
    services: safehouseServices,
    url: "http://operationsafehouse.org/",
    stay: { longestDays: days.twoYears },
    citations: [cite(sachsReview, places.california)],
  },
];
