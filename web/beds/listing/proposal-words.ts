import type {
  ListingProposal,
  ProposalRefusal,
  ProposalSubject,
  ProposedFacts,
  ServedArea,
} from "../../api/schema.ts";
import { dateInWords, list } from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import { licenceWords } from "../../programs/licence-words.ts";
import { visibilityWords } from "../../steward/steward-words.ts";
import { countyInWords } from "../../words/places.ts";
import { stateName } from "../../words/states.ts";

export const subjectWords: Readonly<Record<ProposalSubject, () => string>> = {
  visibility: m.proposal_visibility,
  licence: m.proposal_licence,
  areas: m.proposal_areas,
};

export const refusalWords: Readonly<Record<ProposalRefusal, () => string>> = {
  not_documented: m.proposal_refusal_not_documented,
  not_as_stated: m.proposal_refusal_not_as_stated,
  not_reached: m.proposal_refusal_not_reached,
  safety_concern: m.proposal_refusal_safety_concern,
  other_programs_there: m.proposal_refusal_other_programs_there,
  other: m.proposal_refusal_other,
};

/** "California", "Alameda County, CA", "The whole country". */
export const areaWords = ({ scope, code, name, state }: ServedArea): string => {
  if (scope === "nation") return m.program_area_nation();
  return scope === "state"
    ? stateName(code)
    : countyInWords({ fips: code, name, state: state ?? "" });
};

/** One side of a proposal, before or after. */
export const factsInWords = ({ visibility, licence, areas }: ProposedFacts): string => {
  if (visibility !== undefined) return visibilityWords[visibility]();
  if (areas !== undefined) {
    return areas.length === 0 ? m.listing_unstated() : list(areas.map(areaWords));
  }
  if (!licence) return m.listing_unstated();
  const { status, number, until } = licence;
  return [
    licenceWords[status](),
    ...(number === null ? [] : [m.licence_number({ number })]),
    ...(until === null ? [] : [m.licence_until({ day: dateInWords(until) })]),
  ].join(", ");
};

/** Where a proposal stands, as its lead reads it. */
export const stateInWords = ({ state, refusal, second_step }: ListingProposal): string => {
  if (state === "proposed") return m.proposal_waits();
  if (state === "withdrawn") return m.proposal_withdrawn();
  if (state === "refused") {
    return m.proposal_refused({ reason: refusalWords[refusal ?? "other"]() });
  }
  if (second_step === "proposed") return m.proposal_second_step();
  return second_step === "withdrawn" ? m.proposal_second_refused() : m.proposal_approved();
};
