import type { Listing } from "../listing.ts";
import { cite, ncaLightOnTheUnseen, sachsReview, surveyedIn } from "./documents.ts";
import { itself, organizations } from "./organizations.ts";
import { counties, inCounty, somewhereIn, towns } from "./towns.ts";

/**
 * Programs outside California that the documents name in passing. Kristi House's safe house is left
 * out: it stopped in July 2013, two months after it had opened.
 */
export const otherStatesNamed: Listing[] = [
  {
    key: "acknowledge-commit-transform",
    ...itself("Acknowledge, Commit, Transform (ACT)", ["ACT"]),
    // New England in one place of the review, New Jersey in another: no site.
    kind: "residential_treatment",
    summary:
      "Residential treatment for exploited girls, first on a campus with closer rules, then in a group home, with a survivor as mentor. Admission is voluntary and asks a girl to acknowledge that she was exploited. The review places it in New England and once in New Jersey.",
    dedicated: true,
    genders: { girl: "accepts" },
    circumstances: { not_ready: "declines" },
    services: ["shelter", "mentoring"],
    citations: [cite(sachsReview, "Section VII.D")],
  },
  {
    key: "grounds-of-grace",
    ...itself("Grounds of Grace"),
    kind: "safe_house",
    summary:
      "Residential program for trafficked people only; one of two surveyed programs that said they take males.",
    site: somewhereIn("IL"),
    dedicated: true,
    genders: { boy: "accepts" },
    citations: [cite(sachsReview, "Section VII.B", surveyedIn)],
  },
  {
    key: "covenant-house-new-york",
    organization: { name: "Covenant House", url: "http://www.covenanthouse.org" },
    name: "Covenant House New York",
    aliases: ["CHNY"],
    kind: "emergency_shelter",
    summary:
      "The largest provider for homeless youth of 16 to 21 in New York City; made an interview that screens homeless youth for trafficking.",
    site: towns.newYork,
    ages: { min: 16, max: 21 },
    services: ["shelter", "assessment"],
    citations: [cite(sachsReview, "Section VII.A"), cite(sachsReview, "Section VIII.C")],
  },
  {
    key: "safe-horizon",
    ...itself("Safe Horizon"),
    kind: "advocacy",
    summary:
      "Serves exploited minors from within the country; one of three providers in a federal demonstration project.",
    site: somewhereIn("NY"),
    servesDomestic: true,
    citations: [cite(sachsReview, "Section III.E")],
  },
  {
    key: "kristi-house",
    organization: organizations.kristiHouse,
    name: "Kristi House",
    kind: "advocacy_center",
    summary:
      "Children's advocacy center that has worked with exploited girls since 2007. Its safe house stopped in July 2013.",
    site: towns.miami,
    citations: [
      cite(sachsReview, "Section X.B, practice 7"),
      cite(sachsReview, "Appendix 4", "2013-08"),
    ],
  },
  {
    key: "kristi-house-project-gold",
    organization: organizations.kristiHouse,
    name: "Project GOLD",
    aliases: ["Girls Owning their Lives and Dreams"],
    kind: "case_management",
    summary: "Case management, therapy and the way to health care for exploited girls.",
    site: towns.miami,
    dedicated: true,
    genders: { girl: "accepts" },
    services: ["case_management", "counseling", "medical_care"],
    citations: [cite(sachsReview, "Section X.B, practice 7")],
  },
  {
    key: "place-of-hope",
    ...itself("Place of Hope"),
    kind: "safe_house",
    summary:
      "Safe house for a long stay, near West Palm Beach; one of two that Florida had left in August 2013, both with little room.",
    site: towns.westPalmBeach,
    citations: [cite(sachsReview, "Appendix 4", "2013-08")],
  },
  {
    key: "sexual-assault-resource-center-multnomah",
    ...itself("Sexual Assault Resource Center (SARC)", ["SARC"]),
    kind: "case_management",
    summary:
      "Clinicians on a crisis line day and night for a first assessment and a safety plan, then case management with survivors' knowledge. Police, child welfare, families and youth themselves refer.",
    site: inCounty(counties.multnomah, "OR"),
    areas: [{ county: counties.multnomah }],
    services: ["crisis_intervention", "assessment", "case_management", "hotline"],
    intakeAroundTheClock: true,
    citations: [cite(sachsReview, "Section X.B, practice 8")],
  },
  {
    key: "georgia-care-connection",
    organization: { name: "Georgia Governor's Office for Children and Families" },
    name: "Georgia Care Connection (GCC)",
    aliases: ["GCC"],
    kind: "case_management",
    summary:
      "The one way in to services for exploited girls of 11 to 17 in Georgia, through a team of agencies and providers; also a hub for professionals who seek help for them.",
    site: somewhereIn("GA"),
    dedicated: true,
    ages: { min: 11, max: 17 },
    genders: { girl: "accepts" },
    areas: [{ state: "GA" }],
    services: ["case_management", "assessment", "aftercare"],
    citations: [
      cite(sachsReview, "Section IX.B"),
      cite(sachsReview, "Section X.B, practices 5 and 9"),
    ],
  },
  {
    key: "childrens-advocacy-center-suffolk",
    organization: organizations.childrensAdvocacySuffolk,
    name: "Children's Advocacy Center of Suffolk County",
    kind: "advocacy_center",
    summary:
      "Can hold the forensic interviews of trafficked children; keeps the case records of the SEEN coalition.",
    site: inCounty(counties.suffolk, "MA"),
    areas: [{ county: counties.suffolk }],
    services: ["forensic_interview"],
    citations: [cite(sachsReview, "Section X.B, practices 7 and 9")],
  },
  {
    key: "philadelphia-childrens-alliance",
    ...itself("Philadelphia Children's Alliance"),
    kind: "advocacy_center",
    summary: "Was granted a full-time therapist for trafficked children.",
    site: towns.philadelphia,
    services: ["counseling"],
    citations: [cite(ncaLightOnTheUnseen, "Pennsylvania Chapter's plan")],
  },
];
