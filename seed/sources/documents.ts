import type { Citation, SourceDocument } from "../listing.ts";

/** The review of research, practice and providers that most programs are named in. */
export const sachsReview = {
  key: "sachs-2014",
  title: "SACHS Literature Review: Commercial Sexual Exploitation of Children (CSEC)",
  publisher: "Southern Area Consortium of Human Services (SACHS)",
  published: "2014",
} satisfies SourceDocument;

export const ojpResourceGuide = {
  key: "ojp-2015",
  title: "Resource Guide: Commercial Sexual Exploitation of Children",
  publisher: "OJP Diagnostic Center, U.S. Department of Justice",
  published: "2015-06",
} satisfies SourceDocument;

/** Undated; its figures are the 2016 census's, and autumn 2017 still lies ahead in it. */
export const ncaServeBetter = {
  key: "nca-census-2016",
  title: "How CACs Can Serve Trafficked and Exploited Children Better",
  publisher: "National Children's Alliance",
  published: "2017",
} satisfies SourceDocument;

export const ncaLightOnTheUnseen = {
  key: "nca-census-2020",
  title: "A light on the unseen",
  publisher: "National Children's Alliance",
  published: "2021",
} satisfies SourceDocument;

/** Undated; the newest source that it quotes is of 2019. */
export const casaAdvocacy = {
  key: "casa-la-2019",
  title: "Commercial Sexual Exploitation of Children (CSEC) & CASA Advocacy",
  publisher: "CASA of Los Angeles",
  published: "2019",
} satisfies SourceDocument;

export const sourceDocuments: SourceDocument[] = [
  sachsReview,
  ojpResourceGuide,
  ncaServeBetter,
  ncaLightOnTheUnseen,
  casaAdvocacy,
];

/** Places in the review that stand for a closed list of programs, which the tests count. */
export const places = {
  table1: "Table 1, p. 28",
  otherShelters: "Section VII.C, shelters beside Table 1, pp. 28-29",
  clearinghouse: "Section XI.A",
  california: "Section XI.B",
  californiaExamples: "Section XI.B, further examples",
  otherStates: "Section XI.C",
  taskForces: "Section XIII.A",
} as const;

/** Table 1 and the shelters named beside it come from a national survey of August 2012. */
export const surveyedIn = "2012-08";

/** A place in a document; `asOf` is the document's date unless the place says another. */
export const cite = (
  document: SourceDocument,
  place: string,
  asOf: string = document.published,
): Citation => ({ document: document.key, place, asOf });
