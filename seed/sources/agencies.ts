import type { ResourceListing } from "../listing.ts";
import { cite, ncaLightOnTheUnseen, ojpResourceGuide, sachsReview } from "./documents.ts";

const nonFederal = (number: number) => cite(ojpResourceGuide, `Section 2, non-federal, ${number}`);
const onTheWeb = cite(sachsReview, "Section XIII.C, web resources");

/** Organizations and state agencies that inform, train and plan, and take no child themselves. */
export const agencies: ResourceListing[] = [
  {
    kind: "agency",
    name: "International Association of Chiefs of Police (IACP)",
    summary:
      "Toolkit for patrol officers on child sex trafficking: videos, discussion guide, tip card, fact sheet. Marked as trainer and researcher.",
    topics: ["victimization", "juvenile"],
    citation: nonFederal(1),
  },
  {
    kind: "agency",
    name: "National Center for Missing & Exploited Children (NCMEC)",
    summary:
      "Works with police at every level to find exploited children and to prosecute; has a child sex trafficking team. Marked as trainer, researcher and practitioner.",
    url: "http://www.missingkids.com/CSTT",
    topics: ["victimization", "juvenile"],
    citation: nonFederal(2),
  },
  {
    kind: "agency",
    name: "NCMEC Campaign Against Sexual Exploitation",
    publisher: "National Center for Missing & Exploited Children",
    url: "http://www.missingkids.com/CASE",
    topics: ["juvenile", "outreach"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "National Human Trafficking Resource Center (NHTRC)",
    publisher: "Polaris Project",
    summary:
      "National hotline and resource center for survivors and for those who work against trafficking. Marked as trainer and researcher.",
    url: "http://www.traffickingresourcecenter.org",
    phone: "1-888-373-7888",
    topics: ["victimization", "outreach"],
    citation: nonFederal(3),
  },
  {
    kind: "agency",
    name: "Polaris Project",
    summary:
      "Works on laws, technology and communities that find and report trafficking. Marked as trainer, researcher and practitioner.",
    url: "http://www.polarisproject.org/human-trafficking/",
    topics: ["victimization", "juvenile", "outreach"],
    citation: nonFederal(4),
  },
  {
    kind: "agency",
    name: "Polaris Project, organizations and referrals in California",
    publisher: "Polaris Project",
    url: "http://www.polarisproject.org/state-map/california",
    topics: ["victimization"],
    state: "CA",
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "NGOs working with victims of human trafficking in California",
    publisher: "California Department of Justice",
    summary: "The Attorney General's list of organizations; not all of them serve minors.",
    url: "http://oag.ca.gov/human-trafficking/help",
    topics: ["victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section XIII.B, resource guides"),
  },
  {
    kind: "agency",
    name: "California Child Welfare Council, CSEC Action Team",
    summary:
      "Plans the state's answer to exploitation in four subcommittees: prevalence, services and placement, prevention and training, data.",
    topics: ["juvenile", "victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section III.D"),
  },
  {
    kind: "agency",
    name: "California Alliance to Combat Trafficking and Slavery (CA ACTS) Task Force",
    summary: "Set up by the state's law of 2006 that made trafficking a crime.",
    topics: ["victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section III.A"),
  },
  {
    kind: "agency",
    name: "Trafficking and Crime Victims Assistance Program (TCVAP)",
    summary: "State-funded help for victims, set up by California's law of 2006.",
    topics: ["victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section III.A"),
  },
  {
    kind: "agency",
    name: "California Evidence-Based Clearinghouse for Child Welfare (CEBC)",
    summary:
      "Rates programs by published research; reviewed ten for exploited children and could rate none of them yet.",
    topics: ["juvenile", "victimization"],
    state: "CA",
    citation: cite(sachsReview, "Section XI.A"),
  },
  {
    kind: "agency",
    name: "Office of Sex Trafficking Intervention Research (STIR)",
    publisher: "Arizona State University",
    url: "http://ssw.asu.edu/research/stir",
    topics: ["victimization"],
    state: "AZ",
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "Breaking Free",
    summary: "Also trains providers and agencies throughout the country.",
    url: "http://www.breakingfree.net/",
    topics: ["victimization"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "Covenant House, human trafficking",
    publisher: "Covenant House",
    url: "http://www.covenanthouse.org/homeless-teen-issues/human-trafficking",
    topics: ["juvenile", "victimization"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "ECPAT-USA",
    url: "http://ecpatusa.org/wp/",
    topics: ["juvenile", "outreach"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "International Organization for Adolescents (IOFA)",
    summary: "Designed the ChildRight projects with the child welfare systems of two states.",
    url: "http://www.iofa.org",
    topics: ["juvenile", "victimization"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "Love146",
    summary: "Also trains providers and agencies throughout the country.",
    url: "http://love146.org/",
    topics: ["juvenile", "victimization"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "Shared Hope International",
    summary: "Grades the states' laws and trains providers and agencies.",
    url: "http://sharedhope.org/resources/",
    topics: ["victimization", "juvenile", "outreach"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "New York State Office of Children and Family Services, human trafficking",
    url: "http://www.ocfs.state.ny.us/main/humantraffic/",
    topics: ["juvenile", "victimization"],
    state: "NY",
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "National Children's Alliance",
    summary:
      "The children's advocacy centers' association; counts exploited children served by its members and gives them training and grants.",
    topics: ["juvenile", "victimization"],
    citation: cite(ncaLightOnTheUnseen, "Conclusions and resources"),
  },
  {
    kind: "agency",
    name: "Children's Advocacy Centers of Pennsylvania",
    summary: "State chapter that trains its centers and their partners on trafficked children.",
    topics: ["juvenile", "victimization"],
    state: "PA",
    citation: cite(ncaLightOnTheUnseen, "Pennsylvania Chapter's plan"),
  },
];
