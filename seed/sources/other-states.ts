import type { Service } from "../../db/codes.ts";
import type { Listing } from "../listing.ts";
import { cite, places, sachsReview } from "./documents.ts";
import { itself, organizations } from "./organizations.ts";
import { counties, inCounty, somewhereIn, towns } from "./towns.ts";

const inOtherStates = cite(sachsReview, places.otherStates);
const inClearinghouse = cite(sachsReview, places.clearinghouse);

const bridgeUrl = "http://www.youthcare.org/our-programs/services-sexually-exploited-youth";
const bridgeServices: Service[] = [
  "shelter",
  "case_management",
  "trauma_therapy",
  "counseling",
  "substance_use_treatment",
  "life_skills",
  "education",
  "job_training",
  "training",
];

/** The five organizations outside California that the review describes. */
export const otherStates: Listing[] = [
  {
    key: "gems",
    organization: organizations.gems,
    name: "Girls Educational and Mentoring Services (GEMS)",
    aliases: ["GEMS"],
    kind: "case_management",
    summary:
      "Led by survivors, for exploited girls and young women of 12 to 24: housing, basic needs, crisis care, advocacy in court, counseling, mentoring, leadership and job training; outreach in residential and detention facilities.",
    site: towns.newYork,
    dedicated: true,
    ages: { min: 12, max: 24 },
    genders: { girl: "accepts" },
    services: [
      "case_management",
      "shelter",
      "crisis_intervention",
      "court_advocacy",
      "counseling",
      "mentoring",
      "survivor_leadership",
      "medical_care",
      "education",
      "life_skills",
      "job_training",
      "outreach",
      "training",
    ],
    url: "http://www.gems-girls.org",
    citations: [inClearinghouse, inOtherStates, cite(sachsReview, "Section XII.A")],
  },
  // The ages of 12 to 24 are stated for GEMS as a whole, not for either of its housing programs.
  {
    key: "gems-transitional-independent-living",
    organization: organizations.gems,
    name: "GEMS Transitional Independent Living Program",
    kind: "transitional_living",
    summary: "One of two housing programs of GEMS, for exploited girls and young women.",
    site: towns.newYork,
    dedicated: true,
    genders: { girl: "accepts" },
    services: ["shelter"],
    url: "http://www.gems-girls.org",
    citations: [inOtherStates],
  },
  {
    key: "gems-supportive-housing",
    organization: organizations.gems,
    name: "GEMS Supportive Housing Program",
    kind: "transitional_living",
    summary: "One of two housing programs of GEMS, for exploited girls and young women.",
    site: towns.newYork,
    dedicated: true,
    genders: { girl: "accepts" },
    services: ["shelter"],
    url: "http://www.gems-girls.org",
    citations: [inOtherStates],
  },
  {
    key: "letot-girls-center",
    organization: { name: "Dallas County Juvenile Department" },
    name: "Letot Girls' Residential Treatment Center",
    kind: "residential_treatment",
    summary:
      "Treatment for girls of 13 to 17 who ran away or were exploited, planned for 96 and due to open in autumn 2014, with units from ordinary rooms to high care.",
    site: inCounty(counties.dallas, "TX"),
    ages: { min: 13, max: 17 },
    genders: { girl: "accepts" },
    circumstances: { runaway_history: "accepts" },
    services: [
      "shelter",
      "case_management",
      "trauma_therapy",
      "life_skills",
      "education",
      "job_training",
    ],
    url: "http://letotgirlscenter.org/",
    listedCapacity: { beds: 96, asOf: sachsReview.published },
    citations: [inOtherStates],
  },
  {
    key: "salvation-army-stop-it",
    organization: { name: "Salvation Army" },
    name: "Salvation Army STOP-IT Program",
    aliases: ["STOP-IT"],
    kind: "case_management",
    summary:
      "Plans services for trafficked people, minors and adults, female and male, in eleven Illinois counties, and refers them for shelter, legal help, health care, school and work.",
    site: somewhereIn("IL"),
    // "Both adults and minors": no age is left out. The eleven counties are not named.
    ages: { min: 0 },
    genders: { girl: "accepts", boy: "accepts" },
    services: [
      "case_management",
      "housing_referral",
      "transportation",
      "legal_advocacy",
      "medical_care",
      "counseling",
      "education",
      "job_training",
    ],
    url: "http://sa-stopit.org/",
    // The federal evaluation names the Army's Chicago Metropolitan Division, taken to be this program's.
    citations: [inOtherStates, cite(sachsReview, "Section III.E")],
  },
  {
    key: "wings-of-shelter",
    ...itself("Wings of Shelter"),
    kind: "safe_house",
    summary:
      "Licensed safe houses near Fort Myers, run like a family, for a long stay of exploited girls of 6 to 18. A volunteer goes along on outings; in 2013 a girl who ran from it could not return. Advises others who open shelters.",
    site: towns.fortMyers,
    dedicated: true,
    ages: { min: 6, max: 18 },
    genders: { girl: "accepts" },
    services: ["shelter", "training"],
    url: "http://wingsofshelter.com/",
    citations: [inOtherStates, cite(sachsReview, "Appendix 4", "2013-08")],
  },
  {
    key: "youthcare-bridge-shelter",
    organization: organizations.youthCare,
    name: "The Bridge Program, emergency shelter",
    aliases: ["Bridge Continuum of Services for Sexually Exploited Youth", "The Bridge Program"],
    kind: "emergency_shelter",
    summary:
      "Shelter beds kept for exploited youth of 13 to 17, with case management, a therapist and a chemical dependency specialist in the house, and a public school for exploited youth. Boys and transgender youth are welcome.",
    site: towns.seattle,
    dedicated: true,
    ages: { min: 13, max: 17 },
    genders: {
      girl: "accepts",
      boy: "accepts",
      transgender_girl: "accepts",
      transgender_boy: "accepts",
    },
    services: bridgeServices,
    url: bridgeUrl,
    citations: [inClearinghouse, inOtherStates],
  },
  {
    key: "youthcare-bridge-transitional-living",
    organization: organizations.youthCare,
    name: "The Bridge Program, transitional living",
    kind: "transitional_living",
    summary:
      "Transitional living beds kept for exploited minors and young adults, with the services of the Bridge Program's shelter.",
    site: towns.seattle,
    dedicated: true,
    genders: {
      girl: "accepts",
      boy: "accepts",
      transgender_girl: "accepts",
      transgender_boy: "accepts",
    },
    services: bridgeServices,
    url: bridgeUrl,
    citations: [inOtherStates],
  },
];
