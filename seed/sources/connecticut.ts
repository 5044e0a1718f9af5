import type { Listing } from "../listing.ts";
import { cite, sachsReview } from "./documents.ts";
import { itself, organizations } from "./organizations.ts";
import { somewhereIn } from "./towns.ts";

const inFlowchart = cite(sachsReview, "Appendix 8", "2012-04-13");

/** What a draft flowchart of the state's child welfare department names, mostly without facts. */
export const connecticut: Listing[] = [
  {
    key: "connecticut-careline",
    organization: organizations.connecticutChildrenAndFamilies,
    name: "Connecticut DCF Careline",
    aliases: ["Careline"],
    kind: "hotline",
    summary:
      "The state's child abuse line, to which trafficking of a child is reported; it answers within two hours and sends an investigator, out of hours too.",
    areas: [{ state: "CT" }],
    services: ["hotline", "investigation"],
    phone: "1-800-842-2288",
    citations: [inFlowchart, cite(sachsReview, "Section X.A")],
  },
  {
    key: "connecticut-childrens-medical-center",
    ...itself("Connecticut Children's Medical Center", ["CCMC"]),
    kind: "medical",
    summary:
      "The emergency department that Connecticut chose for exploited children in acute need: medical and psychiatric examination, treatment, and advice on the level of placement.",
    site: somewhereIn("CT"),
    areas: [{ state: "CT" }],
    services: ["medical_care", "psychiatric_care", "assessment"],
    citations: [inFlowchart, cite(sachsReview, "Section X.B, practice 7")],
  },
  {
    key: "international-institute-of-connecticut",
    ...itself("International Institute of Connecticut"),
    kind: "advocacy",
    summary: "Tells the state's child abuse line of noncitizen children found in rescues.",
    site: somewhereIn("CT"),
    citations: [inFlowchart],
  },
  {
    key: "pass-group-home",
    ...itself("PASS Group Home"),
    kind: "group_home",
    summary: "Named as a placement in a flowchart of 2012 that tells nothing more of it.",
    site: somewhereIn("CT"),
    citations: [inFlowchart],
  },
  {
    key: "star-home",
    ...itself("Star Home"),
    // Listed between a group home and a hospital's unit; its name is all there is.
    kind: "group_home",
    summary: "Named as a placement in a flowchart of 2012 that tells nothing more of it.",
    site: somewhereIn("CT"),
    citations: [inFlowchart],
  },
  {
    key: "riverview-specialized-girls-unit",
    organization: { name: "Riverview Hospital" },
    name: "Riverview Specialized Girls Unit",
    kind: "residential_treatment",
    summary:
      "Girls' unit of a hospital, named as a placement in a flowchart of 2012 that tells nothing more of it.",
    site: somewhereIn("CT"),
    genders: { girl: "accepts" },
    citations: [inFlowchart],
  },
];
