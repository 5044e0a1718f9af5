import type { ResourceListing } from "../listing.ts";
import {
  casaAdvocacy,
  cite,
  ncaLightOnTheUnseen,
  ncaServeBetter,
  ojpResourceGuide,
  sachsReview,
} from "./documents.ts";

const onTheWeb = cite(sachsReview, "Section XIII.C, web resources");
const amongReports = cite(sachsReview, "Section XIII.C, publications");

const reports: ResourceListing[] = [
  {
    kind: "publication",
    name: "Building Child Welfare Response to Child Trafficking",
    publisher: "Loyola University Chicago and IOFA",
    summary: "Handbook for child welfare agencies, with forms for screening and safety.",
    url: "http://www.luc.edu/chrc/pdfs/Building_Child_Welfare_Response_to_Child_Trafficking.pdf",
    topics: ["juvenile", "victimization"],
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Confronting Commercial Sexual Exploitation and Sex Trafficking of Minors in the United States",
    publisher: "Institute of Medicine and National Research Council",
    summary: "Risks, law, health care, education, services and how they work together.",
    url: "http://www.iom.edu/Reports/2013/Confronting-Commercial-Sexual-Exploitation-and-Sex-Trafficking-of-Minors-in-the-United-States.aspx",
    topics: ["juvenile", "victimization"],
    year: 2013,
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Ending the Commercial Sexual Exploitation of Children: A Call for Multi-System Collaboration in California",
    publisher: "California Child Welfare Council",
    summary: "Kate Walker's report: research, practices and what California should do at once.",
    url: "http://www.youthlaw.org/fileadmin/ncyl/youthlaw/publications/Ending-CSEC-A-Call-for-Multi-System_Collaboration-in-CA.pdf",
    topics: ["juvenile", "victimization"],
    year: 2013,
    state: "CA",
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Homelessness, Survival Sex and Human Trafficking: As Experienced by the Youth of Covenant House New York",
    publisher: "Covenant House New York and Fordham University",
    summary: "Study with the making of an interview that finds victims among homeless youth.",
    url: "http://www.covenanthouse.org/sites/default/files/attachments/Covenant-House-trafficking-study.pdf",
    topics: ["juvenile", "victimization"],
    year: 2013,
    state: "NY",
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Human Trafficking and Exploitation of Children and Youth in the United States: Outcomes Document",
    publisher: "Center for the Human Rights of Children, Loyola University Chicago",
    summary: "What a national conference of 2010 said and concluded.",
    url: "http://www.luc.edu/chrc/pdfs/Conference_Outcome_Document_2011.pdf",
    topics: ["juvenile", "victimization"],
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Meeting the Legal Needs of Child Trafficking Victims: An Introduction for Children's Attorneys & Advocates",
    publisher: "American Bar Association",
    url: "http://www.americanbar.org/content/dam/aba/migrated/domviol/pdfs/Child_Trafficking.authcheckdam.pdf",
    topics: ["juvenile", "victimization"],
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "National Colloquium 2012 Final Report",
    publisher: "Shared Hope International, ECPAT-USA and The Protection Project",
    summary:
      "Three surveys of more than 100 providers on shelter and services, and their obstacles.",
    url: "http://sharedhope.org/wp-content/uploads/2013/05/National-Colloquium-2012-Report-B.pdf",
    topics: ["victimization", "juvenile"],
    year: 2012,
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "National Plan to Prevent the Sexual Abuse and Exploitation of Children",
    publisher: "National Coalition to Prevent Child Sexual Abuse and Exploitation",
    url: "http://www.preventtogether.org/Resources/Documents/NationalPlan2012FINAL.pdf",
    topics: ["juvenile", "outreach"],
    year: 2012,
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "National Survey of Residential Programs for Victims of Sex Trafficking",
    publisher: "Jessica Reichert and Amy Sylwestrz",
    summary: "37 programs and 682 beds in August 2012, more than half of them in California.",
    url: "http://www.icjia.state.il.us/public/pdf/ResearchReports/NSRHVST_101813.pdf",
    topics: ["victimization"],
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "2013 State Ratings on Human Trafficking Laws",
    publisher: "Polaris Project",
    url: "http://www.polarisproject.org/what-we-do/policy-advocacy/national-policy/state-ratings-on-human-trafficking-laws/2013-state-ratings-on-human-trafficking-laws",
    topics: ["victimization"],
    year: 2013,
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Research to Action: Sexually Exploited Minors Needs and Strengths",
    publisher: "WestCoast Children's Clinic",
    summary:
      "113 youth of 10 to 24 in Alameda and Contra Costa counties: needs, treatment, policy.",
    url: "http://www.westcoastcc.org/wp-content/uploads/2012/05/WCC_SEM_Needs-and-Strengths_FINAL.pdf",
    topics: ["juvenile", "victimization"],
    year: 2012,
    state: "CA",
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "The Rise of Mobile and the Diffusion of Technology-Facilitated Trafficking",
    publisher: "USC Annenberg Center on Communication Leadership & Policy",
    url: "https://technologyandtrafficking.usc.edu/files/2011/08/HumanTrafficking2012.pdf",
    topics: ["victimization"],
    year: 2012,
    citation: amongReports,
  },
  {
    kind: "publication",
    name: "Ten Essential Steps: Developing Housing Programs for Survivors of Human Trafficking",
    publisher: "Katherine Chon",
    url: "http://www.traffickinghousingtoolkit.org/",
    topics: ["victimization"],
    citation: amongReports,
  },
];

const others: ResourceListing[] = [
  {
    kind: "publication",
    name: "Child Sex Trafficking: A Day in the Life, a San Francisco Survivor's Story",
    summary: "Video.",
    url: "http://www.youtube.com/watch?v=35AErgcBoqI",
    topics: ["victimization", "outreach"],
    citation: onTheWeb,
  },
  {
    kind: "publication",
    name: "Trafficking and Worldwide Abuse, open-access publications",
    publisher: "National Children's Advocacy Center",
    url: "http://www.nationalcac.org/calio-library/full-text-open-access-publications.html#world",
    topics: ["juvenile", "victimization"],
    citation: onTheWeb,
  },
  {
    kind: "publication",
    name: "VS. Confronting Modern Slavery in America, library for policy makers",
    url: "http://www.vsconfronts.org/library/policy-makers/1/?sort=source&order=asc",
    topics: ["outreach"],
    citation: onTheWeb,
  },
  {
    kind: "publication",
    name: "Journal of Human Trafficking",
    publisher: "Routledge",
    summary: "Peer-reviewed quarterly from early 2015.",
    topics: ["victimization"],
    year: 2015,
    citation: cite(sachsReview, "Section III.E"),
  },
  {
    kind: "publication",
    name: "Human Trafficking Power and Control Wheel",
    publisher: "Polaris Project",
    url: "http://www.amsa.org/AMSA/Libraries/Committee_Docs/HT_Power_Control_Wheel.sflb.ashx",
    topics: ["victimization"],
    year: 2010,
    citation: cite(sachsReview, "Appendix 1"),
  },
  {
    kind: "publication",
    name: "CSEC screening tools matrix",
    summary: "Compares tools that identify exploited children.",
    url: "https://theacademy.sdsu.edu/wp-content/uploads/2016/02/csec-screening-tools-matrix.pdf",
    topics: ["victimization", "juvenile"],
    citation: cite(ncaServeBetter, "Barriers to providing services, note 6"),
  },
  {
    kind: "publication",
    name: "One in Ten",
    publisher: "National Children's Alliance",
    summary: "Podcast; one episode is on the way from child trafficking into adult prostitution.",
    topics: ["victimization", "outreach"],
    citation: cite(ncaLightOnTheUnseen, "What is commercial sexual exploitation?"),
  },
];

/** The documents that this data is taken from are worth reading themselves. */
const documentsThemselves: ResourceListing[] = [
  {
    document: sachsReview,
    summary: "Needs, placements, services and practices, with California's programs.",
  },
  {
    document: ojpResourceGuide,
    summary: "Agencies, training, practices and publications, marked by topic.",
  },
  {
    document: ncaServeBetter,
    summary: "What advocacy centers offered in 2016, what keeps them from more, and next steps.",
  },
  {
    document: ncaLightOnTheUnseen,
    summary: "What advocacy centers counted in 2020: cases, barriers, training needs.",
  },
  {
    document: casaAdvocacy,
    summary: "For advocates in Los Angeles: signs, what to say, resources, numbers to know.",
  },
].map(({ document, summary }) => ({
  kind: "publication",
  name: document.title,
  publisher: document.publisher,
  summary,
  topics: ["juvenile", "victimization"],
  year: Number(document.published.slice(0, 4)),
  citation: cite(document, "Title"),
}));

export const publications = [...reports, ...others, ...documentsThemselves];
