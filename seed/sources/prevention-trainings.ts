import type { ResourceListing } from "../listing.ts";
import { cite, sachsReview } from "./documents.ts";

const forYouth = cite(sachsReview, "Section XII.B");
const againstDemand = cite(sachsReview, "Section XII.C");

/** Curricula for young people, and those that address buyers. */
export const preventionTrainings: ResourceListing[] = [
  {
    kind: "training",
    name: "My Life My Choice curriculum",
    publisher: "Justice Resource Institute",
    summary:
      "Ten weekly sessions of 75 minutes for adolescent girls in group homes, treatment, detention or school; used in more than 20 states and by Los Angeles probation.",
    url: "http://www.jri.org/mylife/",
    topics: ["juvenile", "outreach"],
    year: 2002,
    citation: forYouth,
  },
  {
    kind: "training",
    name: "Tell Your Friends",
    publisher: "FAIR Girls",
    summary:
      "Four modules with video, drawing and song for girls and boys at high risk, in classrooms, shelters and group homes; supports their teachers too.",
    topics: ["juvenile", "outreach"],
    citation: forYouth,
  },
  {
    kind: "training",
    name: "Project P.R.E.V.E.N.T.",
    summary:
      "Strengths and critical thinking for adolescent girls, in Georgia schools of areas with much prostitution and poverty.",
    topics: ["juvenile", "outreach"],
    state: "GA",
    citation: forYouth,
  },
  {
    kind: "training",
    name: "Powerful Voices",
    summary: "Program in Seattle for girls of 10 to 17 on good relationships and less risk.",
    topics: ["juvenile", "outreach"],
    state: "WA",
    citation: forYouth,
  },
  {
    kind: "training",
    name: "Child Trafficking modules for youth",
    publisher: "UNICEF",
    summary: "Free online lessons for grades 6 to 8 and 9 to 12, with material for teachers.",
    url: "http://teachunicef.org/explore/topic/child-trafficking",
    topics: ["juvenile", "outreach"],
    citation: cite(sachsReview, "Section XIII.C, web resources"),
  },
  {
    kind: "training",
    name: "Empowering Young Men to End Sexual Exploitation",
    publisher: "Chicago Alliance Against Sexual Exploitation (CAASE)",
    summary: "For boys in high school: the harm of buying sex and the pressures behind it.",
    topics: ["juvenile", "outreach"],
    state: "IL",
    citation: againstDemand,
  },
  {
    kind: "training",
    name: "Man UP: A Youth Series",
    publisher: "Connecticut Department of Children and Families",
    summary: "Boys in a training school rethink manhood and demand; piloted from May 2012.",
    topics: ["juvenile", "outreach"],
    year: 2012,
    state: "CT",
    citation: againstDemand,
  },
  {
    kind: "training",
    name: "First Offender Prostitution Program (FOPP)",
    publisher: "San Francisco District Attorney, police and SAGE",
    summary:
      "A paid day of classes for first-time buyers instead of a record, since 1995; copied in many places, its effect disputed.",
    topics: ["outreach"],
    year: 1995,
    state: "CA",
    citation: againstDemand,
  },
];
