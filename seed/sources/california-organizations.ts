import type { Listing } from "../listing.ts";
import { cite, places, sachsReview } from "./documents.ts";
import { itself, organizations } from "./organizations.ts";
import { towns } from "./towns.ts";

const inCalifornia = cite(sachsReview, places.california);

/**
 * Californian organizations with their services. Those with beds stand in table-1-residential
 * and california-shelters. Those that also serve youth at risk are not marked dedicated.
 */
export const californiaOrganizations: Listing[] = [
  {
    key: "banteay-srei",
    ...itself("Banteay Srei"),
    kind: "advocacy",
    summary:
      "Works with Southeast Asian girls and women who are exploited or at risk: advocacy in court, peer support, leadership, translation, and SREI, a weekly group on reproductive justice.",
    site: towns.oakland,
    genders: { girl: "accepts" },
    services: [
      "court_advocacy",
      "family_services",
      "housing_referral",
      "medical_care",
      "peer_support",
      "interpretation",
    ],
    url: "http://www.girlsempoweringthemselves.com",
    citations: [inCalifornia, cite(sachsReview, "Appendix 5")],
  },
  {
    key: "scotlan-sexually-exploited-minors",
    organization: { name: "George P. Scotlan Youth & Family Center" },
    name: "Sexually Exploited Minors Program",
    kind: "mental_health",
    summary: "Counseling and referrals, education, life skills and mentoring for exploited minors.",
    site: towns.oakland,
    dedicated: true,
    services: ["counseling", "education", "life_skills", "mentoring"],
    url: "http://www.acgov.org/icpc/sem/scotlan.htm",
    citations: [inCalifornia],
  },
  {
    key: "misssey",
    organization: organizations.misssey,
    name: "MISSSEY",
    kind: "case_management",
    summary:
      "Survivor-informed case management, advocacy for foster youth, year-round job training and recovery services for girls of 11 to 18 who are exploited or at high risk. Its advocates also work in Alameda County's assessment center.",
    site: towns.oakland,
    ages: { min: 11, max: 18 },
    genders: { girl: "accepts" },
    services: [
      "case_management",
      "mentoring",
      "survivor_leadership",
      "job_training",
      "aftercare",
      "training",
    ],
    url: "http://www.misssey.org/",
    citations: [
      cite(sachsReview, places.clearinghouse),
      inCalifornia,
      cite(sachsReview, "Section X.B, practice 2"),
      cite(sachsReview, "Section XII.A"),
    ],
  },
  {
    key: "misssey-safe-place-alternative",
    organization: organizations.misssey,
    name: "Safe Place Alternative (SPA)",
    kind: "drop_in",
    summary: "MISSSEY's drop-in recovery center for girls who are exploited or at high risk.",
    site: towns.oakland,
    ages: { min: 11, max: 18 },
    genders: { girl: "accepts" },
    url: "http://www.misssey.org/",
    citations: [inCalifornia],
  },
  {
    key: "misssey-lasting-links",
    organization: organizations.misssey,
    name: "Lasting Links Mentorship Program",
    aliases: ["LLMP"],
    kind: "mentoring",
    summary:
      "Group and one-to-one mentoring, weekly, for girls of 12 to 18 who survived exploitation or are at high risk, with The Mentoring Center, Girls Inc. of Alameda, Project Reconnect and the county's juvenile probation.",
    site: towns.oakland,
    ages: { min: 12, max: 18 },
    genders: { girl: "accepts" },
    services: ["mentoring"],
    url: "http://www.misssey.org/",
    citations: [inCalifornia],
  },
  {
    key: "sage-project",
    ...itself("Standing Against Global Exploitation (SAGE) Project", ["SAGE"]),
    kind: "case_management",
    summary:
      "Plans each client's services by readiness and strengths, in the spirit of harm reduction: day treatment, counseling, peer support, medical assessment, help with benefits, job training. Serves exploited youth and youth in delinquency and dependency.",
    site: towns.sanFrancisco,
    services: [
      "case_management",
      "counseling",
      "medical_care",
      "assessment",
      "peer_support",
      "legal_advocacy",
      "life_skills",
      "job_training",
      "housing_referral",
      "training",
    ],
    url: "http://www.sagesf.org/",
    citations: [
      cite(sachsReview, places.clearinghouse),
      inCalifornia,
      cite(sachsReview, "Section III.E"),
      cite(sachsReview, "Section XII.A"),
      cite(sachsReview, places.taskForces),
    ],
  },
  {
    key: "stars",
    organization: organizations.sanDiegoYouthServices,
    name: "Surviving Together, Achieving & Reaching for Success (STARS)",
    aliases: ["STARS"],
    kind: "case_management",
    summary:
      "Shelter, case management, counseling, art therapy and referrals for girls and young women of 12 to 24. Graduates, and those whom a looser drop-in group suits better, have an aftercare group led by survivors.",
    site: towns.sanDiego,
    dedicated: true,
    ages: { min: 12, max: 24 },
    genders: { girl: "accepts" },
    languages: { spa: "direct" },
    services: [
      "shelter",
      "case_management",
      "counseling",
      "medical_care",
      "legal_advocacy",
      "life_skills",
      "expressive_therapy",
      "survivor_leadership",
      "peer_support",
      "aftercare",
    ],
    url: "http://www.sdyouthservices.org",
    citations: [inCalifornia, cite(sachsReview, "Appendix 5"), cite(sachsReview, "Appendix 10")],
  },
  {
    key: "westcoast-c-change",
    organization: {
      name: "WestCoast Children's Clinic",
      aliases: ["WCC"],
      url: "http://www.westcoastcc.org/",
    },
    name: "C-Change",
    kind: "mental_health",
    summary:
      "Intensive therapy in the community, crisis intervention and case management for youth who are exploited or at risk. The clinic made the CANS-CSE assessment and trains others throughout the state.",
    site: towns.oakland,
    services: ["counseling", "crisis_intervention", "case_management", "assessment", "training"],
    url: "http://www.westcoastcc.org/",
    citations: [
      inCalifornia,
      cite(sachsReview, "Section V.A"),
      cite(sachsReview, "Section VIII.C"),
    ],
  },
];
