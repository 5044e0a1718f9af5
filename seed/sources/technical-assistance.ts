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

export const technicalAssistance: ResourceListing[] = [
  {
    kind: "technical_assistance",
    name: "OVC Training and Technical Assistance Center",
    publisher: "Office for Victims of Crime",
    summary:
      "For task forces and providers: courses by request from a catalog, and help made to measure, from speakers to program evaluation.",
    topics: ["victimization", "juvenile", "outreach"],
    citation: cite(ojpResourceGuide, "Section 3, 5"),
  },
  {
    kind: "technical_assistance",
    name: "Polaris Training and Technical Assistance",
    publisher: "Polaris Project",
    summary:
      "Trainings in person and online, advice by phone, video or e-mail, and a library on outreach, coalitions and work with the police.",
    topics: ["victimization", "juvenile", "outreach"],
    citation: cite(ojpResourceGuide, "Section 3, 6"),
  },
  {
    kind: "technical_assistance",
    name: "GEMS training and technical assistance",
    publisher: "GEMS",
    url: "http://www.gems-girls.org/get-trained",
    topics: ["victimization", "juvenile"],
    citation: onTheWeb,
  },
  {
    kind: "technical_assistance",
    name: "SAGE training, technical assistance and capacity building",
    publisher: "SAGE Project",
    summary:
      "For health care, police, shelters, rape crisis centers and agencies that set up a response.",
    url: "http://sagesf.org/training-and-technical-assistance-capacity-building-resources",
    topics: ["victimization", "outreach"],
    citation: onTheWeb,
  },
  {
    kind: "technical_assistance",
    name: "WestCoast Children's Clinic training and technical assistance",
    publisher: "WestCoast Children's Clinic",
    summary: "Clinical training and advice throughout California.",
    url: "http://www.westcoastcc.org/",
    topics: ["victimization", "juvenile"],
    state: "CA",
    citation: cite(sachsReview, "Section XI.B"),
  },
  {
    kind: "technical_assistance",
    name: "Wings of Shelter, help in opening safe houses",
    publisher: "Wings of Shelter",
    url: "http://wingsofshelter.com/",
    topics: ["victimization", "juvenile"],
    citation: onTheWeb,
  },
  {
    kind: "technical_assistance",
    name: "Center for Children & Youth Justice, model protocol",
    publisher: "Center for Children & Youth Justice",
    summary: "Helps communities of Washington State to adapt the state's protocol on trafficking.",
    topics: ["juvenile", "victimization"],
    state: "WA",
    citation: cite(sachsReview, "Section IX.B"),
  },
  {
    kind: "technical_assistance",
    name: "Child Sexual Exploitation Resource Toolkit",
    publisher: "National Children's Alliance",
    summary:
      "For member centers, on NCA Engage: how to identify, screen and investigate, with material for partners and caregivers; made by a work group of centers and experts.",
    topics: ["victimization", "juvenile", "outreach"],
    citation: cite(ncaLightOnTheUnseen, "Resources"),
  },
  {
    kind: "technical_assistance",
    name: "NCAtrak",
    publisher: "National Children's Alliance",
    summary: "Case tracking for advocacy centers that can take exploitation into a case's record.",
    topics: ["victimization"],
    citation: cite(ncaServeBetter, "Barriers to providing services"),
  },
  {
    kind: "technical_assistance",
    name: "DOJ grant programs on human trafficking",
    publisher: "U.S. Department of Justice",
    summary:
      "Announcements of funding; the alliance passes on part of it to advocacy centers for domestic victims of trafficking.",
    url: "https://www.justice.gov/business/grants",
    topics: ["victimization"],
    citation: cite(ncaServeBetter, "Resources that NCA offers, note 9"),
  },
  {
    kind: "technical_assistance",
    name: "CLCHT monthly call",
    summary:
      "Practitioners in California talk about trafficking law and policy on the last Friday of the month, 11 to 12 Pacific time; no PIN is needed.",
    // The web address is left out: the deck prints it damaged and misspelled.
    phone: "1-866-383-9568",
    topics: ["victimization", "outreach"],
    state: "CA",
    citation: cite(casaAdvocacy, "Resources"),
  },
];
