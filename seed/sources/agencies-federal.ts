import type { ResourceListing } from "../listing.ts";
import { cite, ojpResourceGuide, sachsReview } from "./documents.ts";

// The guide marks agencies by role, not by topic: their topics are read from what it says of them.
const federal = (number: number) => cite(ojpResourceGuide, `Section 2, federal, ${number}`);
const onTheWeb = cite(sachsReview, "Section XIII.B, web resources");

export const federalAgencies: ResourceListing[] = [
  {
    kind: "agency",
    name: "Bureau of Justice Assistance (BJA)",
    publisher: "U.S. Department of Justice",
    summary:
      "Funded 42 task forces against trafficking from 2004 on; money, training and technical assistance. Marked as trainer, researcher and practitioner.",
    topics: ["victimization", "juvenile"],
    citation: federal(1),
  },
  {
    kind: "agency",
    name: "Office of Safe and Healthy Students (OSHS)",
    publisher: "U.S. Department of Education",
    summary:
      "Helps schools to protect pupils who are missing, exploited or trafficked; funds a national center on safe learning environments. Marked as researcher.",
    topics: ["juvenile", "outreach"],
    citation: federal(2),
  },
  {
    kind: "agency",
    name: "Civil Rights Division, Human Trafficking Prosecution Unit",
    publisher: "U.S. Department of Justice",
    summary:
      "Prosecutors who bring investigations together across jurisdictions and give guidance and help for victims. Marked as practitioner.",
    topics: ["victimization"],
    citation: federal(3),
  },
  {
    kind: "agency",
    name: "National Institute of Justice (NIJ)",
    publisher: "U.S. Department of Justice",
    summary:
      "Funds research on the extent of trafficking, on finding and prosecuting it and on services. Marked as researcher.",
    topics: ["victimization"],
    citation: federal(4),
  },
  {
    kind: "agency",
    name: "Office of Juvenile Justice and Delinquency Prevention (OJJDP)",
    publisher: "U.S. Department of Justice",
    summary:
      "Supports training, demonstration programs and research on the exploitation of children. Marked as trainer, researcher and practitioner.",
    topics: ["victimization", "juvenile"],
    citation: federal(5),
  },
  {
    kind: "agency",
    name: "Office for Victims of Crime (OVC), human trafficking",
    publisher: "U.S. Department of Justice",
    summary:
      "Builds up services for victims of trafficking that fit their culture. Marked as trainer and practitioner.",
    topics: ["victimization"],
    citation: federal(6),
  },
  {
    kind: "agency",
    name: "Blue Campaign",
    publisher: "U.S. Department of Homeland Security",
    summary:
      "Joins the department's work on trafficking: public awareness, training, help for victims, investigations. Marked as trainer and practitioner.",
    url: "http://www.dhs.gov/topic/human-trafficking",
    topics: ["victimization", "outreach"],
    citation: federal(7),
  },
  {
    kind: "agency",
    name: "Human Trafficking and Smuggling Center",
    publisher: "U.S. Immigration and Customs Enforcement",
    summary:
      "Gathers what is known of smuggling and trafficking; staffed by analysts, investigators and diplomats. Marked as practitioner.",
    topics: ["victimization"],
    citation: federal(8),
  },
  {
    kind: "agency",
    name: "Office to Monitor and Combat Trafficking in Persons",
    publisher: "U.S. Department of State",
    summary:
      "Coordinates federal work against trafficking and works with other governments. Marked as practitioner.",
    url: "http://www.state.gov/j/tip/",
    topics: ["victimization", "outreach"],
    citation: federal(9),
  },
  {
    kind: "agency",
    name: "ACF End Trafficking",
    publisher: "Administration for Children and Families",
    summary: "The agency's pages on trafficking.",
    url: "http://www.acf.hhs.gov/programs/endtrafficking",
    topics: ["victimization", "juvenile", "outreach"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "HHS Grants Forecast",
    publisher: "U.S. Department of Health and Human Services",
    summary: "Grants that the department plans to give, with dates and amounts as far as known.",
    url: "http://www.acf.hhs.gov/hhsgrantsforecast/index.cfm",
    topics: ["victimization"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "National Child Traumatic Stress Network (NCTSN)",
    publisher: "Substance Abuse and Mental Health Services Administration",
    summary: "Training and tools for care that understands trauma, with screening and assessment.",
    url: "http://www.nctsn.org",
    topics: ["victimization", "juvenile"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "National Registry of Evidence-based Programs and Practices (NREPP)",
    publisher: "Substance Abuse and Mental Health Services Administration",
    summary: "Register of programs for mental health and substance use whose effect was studied.",
    url: "http://www.nrepp.samhsa.gov",
    topics: ["victimization"],
    citation: onTheWeb,
  },
  {
    kind: "agency",
    name: "National Resource Center for Permanency and Family Connections (NRCPFC)",
    publisher: "Hunter College, Silverman School of Social Work",
    summary: "Pages on trafficked and exploited youth, with a webinar of 2013 for child welfare.",
    url: "http://www.nrcpfc.org/is/trafficked-and-exploited-children-and-youth.html",
    topics: ["victimization", "juvenile"],
    citation: cite(sachsReview, "Section XIII.B, resource guides"),
  },
  {
    kind: "agency",
    name: "National Clearinghouse on Families & Youth",
    publisher: "Family and Youth Services Bureau",
    summary: "News and research on trafficking of youth who ran away or are homeless.",
    url: "http://ncfy.acf.hhs.gov/tags/sex-trafficking",
    topics: ["juvenile", "victimization"],
    citation: cite(sachsReview, "Section XIII.B, resource guides"),
  },
];
