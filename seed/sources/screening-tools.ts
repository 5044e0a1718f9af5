import type { ResourceListing } from "../listing.ts";
import { cite, ncaServeBetter, sachsReview } from "./documents.ts";

const inAppendix = cite(sachsReview, "Appendix 5");
const handbook = "Loyola University Chicago and IOFA";

type Tool = Pick<ResourceListing, "name"> & Partial<ResourceListing>;

const forScreening = (tool: Tool): ResourceListing => ({
  kind: "screening_tool",
  topics: ["victimization", "juvenile"],
  citation: inAppendix,
  ...tool,
});

export const screeningTools: ResourceListing[] = [
  {
    name: "CSEC Screening Procedures and Guideline",
    publisher: "Asian Health Services, Banteay Srei",
  },
  {
    name: "Potential Questions for Medical Interview of Possible CSEC Victim",
    publisher: "APSAC",
    summary: "From the practice guidelines on the medical provider's part.",
  },
  {
    name: "Sexual Exploitation Risk Assessment Framework (SERAF)",
    // The appendix prints "Bernardo".
    publisher: "Barnardo's, United Kingdom",
  },
  { name: "Child Trafficking Indicator Questionnaire", publisher: handbook },
  { name: "Child Trafficking Safety Assessment Form", publisher: handbook },
  {
    name: "Comprehensive Screening and Safety Tool (CSST) for Child Trafficking",
    publisher: handbook,
  },
  { name: "Rapid Screening Tool (RST) for Child Trafficking", publisher: handbook },
  {
    name: "HHS Human Trafficking Screening Tool",
    publisher: "U.S. Department of Health and Human Services",
  },
  {
    name: "Human Trafficking Interview and Assessment Measure-14 (HTIAM-14)",
    publisher: "Covenant House New York",
    summary: "Fourteen items, validated, for homeless youth.",
  },
  {
    name: "Human Trafficking of Children Indicator Tool",
    publisher: "Florida Department of Children and Families",
    state: "FL",
  },
  { name: "Sample Questions for CSEC Victims", publisher: "GEMS" },
  {
    name: "HEADSS with integrated CSE questions",
    publisher: "Native American Health Center and Mt. Sinai Adolescent Clinic",
    summary:
      "A doctor's interview on home, education, activities, drugs, sexuality and suicide, with questions on exploitation.",
  },
  {
    name: "Ohio Human Trafficking Task Force Human Trafficking Screening Tool",
    publisher: "Ohio Human Trafficking Task Force",
    state: "OH",
  },
  {
    name: "Comprehensive Human Trafficking Assessment",
    publisher: "Polaris Project",
    summary:
      "With parts for servitude, domestic violence, educators, medicine, and runaway and homeless youth.",
    url: "https://humantraffickinghotline.org/resources/comprehensive-human-trafficking-assessment-tool",
  },
  { name: "CSEC Screening Questionnaire", publisher: "Portland State University" },
  {
    name: "Rescue & Restore Screening Tool",
    summary: "Tips and questions for health care, social services and police.",
  },
  {
    name: "SAGE Universal Screening Tool",
    publisher: "SAGE Project",
    summary: "In development in 2014.",
    state: "CA",
  },
  {
    name: "Child and Adolescent Needs and Strengths (CANS)",
    publisher: "San Bernardino County CASE",
    summary: "One of two tools that the county's coalition uses.",
    state: "CA",
  },
  {
    name: "Massachusetts Youth Screening Instrument",
    publisher: "San Bernardino County CASE",
    summary: "One of two tools that the county's coalition uses.",
    state: "CA",
  },
  {
    name: "Screening Tool for Sexual Exploitation",
    publisher: "San Francisco",
    summary: "In development in 2014.",
    state: "CA",
  },
  { name: "San Mateo County screening tool", publisher: "San Mateo County", state: "CA" },
  {
    name: "INTERVENE: Identifying and Responding to America's Prostituted Youth",
    publisher: "Shared Hope International",
  },
  {
    name: "Rapid Assessment Methodology and Tool: Domestic Minor Sex Trafficking in the United States",
    publisher: "Shared Hope International",
    summary: "Measures a place's prevention, prosecution and protection.",
  },
  {
    name: "Maryland screening tool",
    publisher: "State of Maryland",
    summary: "For juvenile justice.",
    state: "MD",
  },
  {
    name: "STARS Screening and Intake Tools",
    publisher: "San Diego Youth Services",
    state: "CA",
  },
  {
    name: "New York City Trafficking Assessment Project (NYCTAP) screening tool and toolkit",
    publisher: "Vera Institute of Justice",
    summary: "Tried in interviews and case files before formal validation.",
    state: "NY",
  },
  { name: "youthSpark screening tool", publisher: "youthSpark" },
  {
    name: "CANS-Commercial Sexual Exploitation (CANS-CSE)",
    publisher: "WestCoast Children's Clinic",
    summary: "The CANS extended to what exploited youth need and risk; made with eight agencies.",
  },
  { name: "CANS Trauma Version", summary: "Valid and reliable for trauma." },
  { name: "Child PTSD Symptom Scale", summary: "Valid and reliable for trauma." },
  { name: "Trauma Symptom Checklist (TSC)", summary: "Valid and reliable for trauma." },
  { name: "UCLA PTSD Index", summary: "Valid and reliable for trauma." },
  {
    name: "CSE-IT",
    summary: "Recommended to advocacy centers for identifying exploited clients.",
    url: "https://theacademy.sdsu.edu/wp-content/uploads/2016/02/csec-screening-tools-matrix.pdf",
    citation: cite(ncaServeBetter, "Barriers to providing services"),
  },
].map(forScreening);
