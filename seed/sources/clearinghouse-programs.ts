import type { Listing } from "../listing.ts";
import { cite, places, sachsReview } from "./documents.ts";
import { itself, organizations } from "./organizations.ts";
import { counties, towns } from "./towns.ts";

const reviewed = cite(sachsReview, places.clearinghouse);

/**
 * Five of the ten programs that the California Evidence-Based Clearinghouse reviewed, none of them
 * rated. The Bridge, Children of the Night, GEMS, MISSSEY and SAGE stand with their services.
 */
export const clearinghousePrograms: Listing[] = [
  {
    key: "courtneys-house",
    ...itself("Courtney's House"),
    // The review does not say what it does; "house" alone is no bed.
    kind: "advocacy",
    summary:
      "Program for exploited children reviewed by the Clearinghouse, not rated. The review gives its town and pages only.",
    site: towns.washington,
    url: "http://www.courtneyshouse.org/",
    citations: [reviewed],
  },
  {
    key: "hope-house-asheville",
    ...itself("Hope House"),
    kind: "advocacy",
    summary:
      "Program for exploited children reviewed by the Clearinghouse, not rated. The review gives its town and pages only.",
    site: towns.asheville,
    url: "http://www.oewm.net",
    citations: [reviewed],
  },
  {
    key: "my-life-my-choice",
    organization: { name: "Justice Resource Institute", aliases: ["JRI"] },
    name: "My Life My Choice (MLMC)",
    aliases: ["MLMC"],
    kind: "education_employment",
    summary:
      "Ten weekly group sessions for adolescent girls, written by a clinician and a survivor, on exploitation, health, substance use and how to find help. Also trains those who want to lead such groups.",
    site: towns.boston,
    genders: { girl: "accepts" },
    services: ["life_skills", "peer_support", "training"],
    url: "http://www.jri.org/mylife/",
    citations: [reviewed, cite(sachsReview, "Section XII.B")],
  },
  {
    key: "seen-coalition",
    organization: organizations.childrensAdvocacySuffolk,
    name: "Support to End Exploitation Now (SEEN) Coalition",
    aliases: ["SEEN"],
    // A coalition of agencies, but to a child's worker the one coordinator who takes every case.
    kind: "case_management",
    summary:
      "More than 35 agencies of Suffolk County with one case coordinator, to whom all reports of exploited children go, and a team of several professions for each.",
    site: towns.boston,
    areas: [{ county: counties.suffolk }],
    services: ["case_management"],
    url: "http://www.suffolkcac.org/programs/seen/",
    citations: [
      reviewed,
      cite(sachsReview, "Section X.B, practices 5 and 9"),
      cite(sachsReview, "Appendix 9"),
    ],
  },
  {
    key: "youthspark-voices",
    ...itself("youthSpark Voices"),
    kind: "advocacy",
    summary:
      "Program for exploited children reviewed by the Clearinghouse, not rated. The review gives its town and pages only.",
    site: towns.atlanta,
    url: "http://www.youth-spark.org/",
    citations: [reviewed],
  },
];
