import type { Listing } from "../listing.ts";
import { casaAdvocacy, cite, ojpResourceGuide, sachsReview } from "./documents.ts";
import { itself } from "./organizations.ts";
import { counties } from "./towns.ts";

const toMemorize = cite(casaAdvocacy, "Resources, numbers to memorize");

export const hotlines: Listing[] = [
  {
    key: "national-human-trafficking-hotline",
    organization: { name: "Polaris Project", url: "http://www.polarisproject.org" },
    name: "National Human Trafficking Hotline",
    aliases: ["National Human Trafficking Resource Center", "NHTRC"],
    kind: "hotline",
    summary:
      "Day and night, free, nationwide: reports, referral to services nearby, requests for training. By text: HELP or INFO to 233733 (BeFree). Run by Polaris Project with federal funds; in 2014 and 2015 named the National Human Trafficking Resource Center.",
    areas: [{ nation: "US" }],
    services: ["hotline"],
    phone: "1-888-373-7888",
    url: "http://www.traffickingresourcecenter.org",
    intakeAroundTheClock: true,
    citations: [
      toMemorize,
      cite(sachsReview, "Section XIII.B, web resources"),
      cite(ojpResourceGuide, "Section 2, non-federal, 3"),
    ],
  },
  {
    key: "national-teen-dating-abuse-helpline",
    ...itself("National Teen Dating Abuse Helpline"),
    kind: "hotline",
    summary: "One of the numbers that a young person is asked to know by heart.",
    areas: [{ nation: "US" }],
    services: ["hotline"],
    phone: "1-866-331-9473",
    citations: [toMemorize],
  },
  {
    key: "rainn",
    ...itself("Rape, Abuse, and Incest National Network (RAINN)", ["RAINN"]),
    kind: "hotline",
    summary: "One of the numbers that a young person is asked to know by heart.",
    areas: [{ nation: "US" }],
    services: ["hotline"],
    phone: "1-800-656-4673",
    citations: [toMemorize],
  },
  {
    key: "national-runaway-switchboard",
    ...itself("National Runaway Switchboard", ["1-800-RUNAWAY"]),
    kind: "hotline",
    summary: "One of the numbers that a young person is asked to know by heart.",
    areas: [{ nation: "US" }],
    services: ["hotline"],
    phone: "1-800-786-2929",
    citations: [toMemorize],
  },
  {
    key: "los-angeles-dcfs-command-post",
    organization: { name: "Los Angeles County Department of Children and Family Services" },
    name: "DCFS Command Post",
    kind: "hotline",
    summary:
      "One of the numbers that a young person in Los Angeles foster care is asked to know by heart; the document does not print it.",
    areas: [{ county: counties.losAngeles }],
    services: ["hotline"],
    citations: [toMemorize],
  },
  {
    key: "florida-abuse-hotline",
    organization: { name: "Florida Department of Children and Families" },
    name: "Florida Abuse Hotline",
    kind: "hotline",
    summary:
      "Takes reports of child exploitation in Florida; its workers are trained to screen for it. The document prints no number.",
    areas: [{ state: "FL" }],
    services: ["hotline"],
    citations: [cite(sachsReview, "Section X.A"), cite(sachsReview, "Section X.B, practice 3")],
  },
  {
    key: "tennessee-human-trafficking-hotline",
    ...itself("Tennessee Human Trafficking Hotline"),
    kind: "hotline",
    summary:
      "Takes reports of trafficked children in Tennessee, calls the police of the place and refers every child to child welfare. The document prints no number.",
    areas: [{ state: "TN" }],
    services: ["hotline"],
    citations: [cite(sachsReview, "Section X.A")],
  },
];
