import type { Listing } from "../listing.ts";
import { casaAdvocacy, cite, sachsReview } from "./documents.ts";
import { itself } from "./organizations.ts";
import { counties } from "./towns.ts";

/** The deck is for advocates of Los Angeles County's children; the area served is read from that. */
const losAngeles = [{ county: counties.losAngeles }];

export const losAngelesOrganizations: Listing[] = [
  {
    key: "casa-of-los-angeles",
    ...itself("CASA of Los Angeles"),
    kind: "advocacy",
    summary:
      "Gives a foster child an advocate who stays in touch with family, social worker and attorney, joins team meetings and asks for medical, mental health and housing help. Its advocates share in a support group on exploitation.",
    areas: losAngeles,
    citations: [cite(casaAdvocacy, "How CASAs can be involved")],
  },
  {
    key: "saving-innocence",
    ...itself("Saving Innocence"),
    kind: "advocacy",
    summary: "Gives exploited youth a worker of their own, whom their advocates can ask for.",
    areas: losAngeles,
    phone: "1-323-379-4232",
    citations: [cite(casaAdvocacy, "Resources"), cite(casaAdvocacy, "Advocacy and activities")],
  },
  {
    key: "alliance-for-childrens-rights",
    organization: { name: "The Alliance for Children's Rights" },
    name: "The Alliance for Children's Rights CSEC Program",
    kind: "legal",
    summary:
      "Legal services for exploited youth up to 21, for their education and their way to independence.",
    areas: losAngeles,
    dedicated: true,
    ages: { max: 21 },
    services: ["legal_advocacy"],
    url: "https://kids-alliance.org/programs/csec/",
    citations: [cite(casaAdvocacy, "Resources"), cite(sachsReview, "Appendix 2", "2014-01-17")],
  },
];
