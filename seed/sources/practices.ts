import type { ResourceListing } from "../listing.ts";
import { casaAdvocacy, cite, ojpResourceGuide, sachsReview } from "./documents.ts";

const inGuide = (number: number) => cite(ojpResourceGuide, `Section 4, ${number}`);
const amongCourts = cite(sachsReview, "Section X.B, practice 3");

/** What agencies, courts and providers do. */
export const practices: ResourceListing[] = [
  {
    kind: "practice",
    name: "Clearwater/Tampa Bay Area Task Force on Human Trafficking (CATFHT)",
    summary:
      "Police and providers share resources, make trafficking known and train others on its signs.",
    topics: ["outreach"],
    state: "FL",
    citation: inGuide(1),
  },
  {
    kind: "practice",
    name: "Creating and Sustaining a Local Response to Human Trafficking",
    publisher: "National Human Trafficking Resource Center",
    summary: "Ideas and advice from the partners of the Rescue & Restore regional program.",
    topics: ["victimization", "juvenile"],
    citation: inGuide(2),
  },
  {
    kind: "practice",
    name: "Identifying Victims when Limited Data Exists",
    publisher: "OJP Diagnostic Center",
    summary: "How the police of Albert Lea, Minnesota, and Clearwater, Florida, go about it.",
    topics: ["victimization"],
    citation: inGuide(3),
  },
  {
    kind: "practice",
    name: "Juvenile mentoring programs",
    publisher: "NIJ Crime Solutions",
    summary:
      "Mentoring to prevent or to intervene, for youth in poverty, foster care or juvenile justice, with disabilities, pregnant or parenting.",
    topics: ["juvenile"],
    citation: inGuide(4),
  },
  {
    kind: "practice",
    name: "Model Policy on Human Trafficking",
    publisher: "Virginia Department of Criminal Justice Services",
    summary: "A state's policy for finding and helping victims and for prosecution.",
    topics: ["victimization"],
    state: "VA",
    citation: inGuide(5),
  },
  {
    kind: "practice",
    name: "Protect Oakland Kids",
    publisher: "Alameda County District Attorney's Office",
    summary:
      "Campaign that tells the public of exploitation nearby and helps exploited children out.",
    topics: ["victimization", "juvenile", "outreach"],
    state: "CA",
    citation: inGuide(6),
  },
  {
    kind: "practice",
    name: "School-based child sexual abuse prevention programs",
    publisher: "NIJ Crime Solutions",
    summary: "Pupils learn what abuse is, how to keep safe and how to report.",
    topics: ["juvenile"],
    citation: inGuide(7),
  },
  {
    kind: "practice",
    name: "Innocence Lost National Initiative",
    publisher: "Federal Bureau of Investigation",
    summary:
      "66 task forces and working groups since 2003, with a victim specialist for minors in every field division.",
    topics: ["victimization", "juvenile"],
    year: 2003,
    citation: cite(sachsReview, "Section VIII.A"),
  },
  {
    kind: "practice",
    name: "LIFESKILLS",
    summary:
      "Intervention in San Francisco for exploited youth under 18 and youth at risk: evaluated, with less contact with the police and more confidence, but no effect on substance use or school.",
    topics: ["juvenile", "victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section III.E"),
  },
  {
    kind: "practice",
    name: "Alameda County Girls Court",
    summary:
      "Court of its own for exploited girls and others who need close support, not adversarial and aware of trauma, with a case plan for each.",
    topics: ["juvenile"],
    state: "CA",
    citation: amongCourts,
  },
  {
    kind: "practice",
    name: "STAR Court (Succeeding Through Achievement and Resilience)",
    publisher: "Los Angeles County Probation Department",
    summary:
      "Takes exploited youth from the whole county; two probation officers of 25 youth each.",
    topics: ["juvenile"],
    state: "CA",
    citation: amongCourts,
  },
  {
    kind: "practice",
    name: "Victim Identification Pilot Project",
    publisher: "Florida Department of Juvenile Justice",
    summary:
      "Staff of assessment centers look for victims on entry with a tool made for it and report to the state's abuse hotline.",
    topics: ["juvenile", "victimization"],
    state: "FL",
    citation: amongCourts,
  },
  {
    kind: "practice",
    name: "Three phases of healing (Relief, Re-Engagement, Restart)",
    publisher: "Riverside County Anti-Human Trafficking Program",
    summary:
      "Crisis care of 3 to 6 months, a middle phase of up to two years, then three and more.",
    topics: ["victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section XI.B"),
  },
  {
    kind: "practice",
    name: "Project REACH",
    publisher: "The Trauma Center at Justice Resource Institute",
    summary: "A framework for building a program for exploited children.",
    url: "http://www.traumacenter.org/clients/reach_svcs.php",
    topics: ["victimization", "juvenile"],
    citation: cite(sachsReview, "Section XIII.C, web resources"),
  },
  {
    kind: "practice",
    name: "Tips on appropriate engagement with CSEC victims",
    publisher: "CSEC Community Intervention Project",
    summary: "What to do and what to leave when one first talks with an exploited child.",
    topics: ["victimization", "juvenile"],
    citation: cite(sachsReview, "Appendix 6"),
  },
  {
    kind: "practice",
    name: "When a youth returns from running away",
    publisher: "CASA of Los Angeles",
    summary: "Questions for an advocate: why they left, how to help differently, a safety plan.",
    topics: ["juvenile", "victimization"],
    citation: cite(casaAdvocacy, "What to say/ask when the youth returns"),
  },
  {
    kind: "practice",
    name: "Confidentiality of CSEC status in court",
    publisher: "CASA of Los Angeles",
    summary:
      "An advocate names exploitation in court only once child welfare or the court has confirmed it or the youth told the team.",
    topics: ["juvenile", "victimization"],
    state: "CA",
    citation: cite(casaAdvocacy, "A note on confidentiality"),
  },
  {
    kind: "practice",
    name: "AB 1227, Human Trafficking Prevention Education and Training Act",
    publisher: "State of California",
    summary: "Public schools in California offer education on noticing and preventing trafficking.",
    topics: ["juvenile", "outreach"],
    state: "CA",
    citation: cite(casaAdvocacy, "Resources, did you know"),
  },
];
