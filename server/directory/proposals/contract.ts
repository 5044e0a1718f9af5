import { Type, type Static } from "typebox";
import {
  areaScopes,
  licenceStatuses,
  proposalRefusals,
  proposalStates,
  proposalSubjects,
  visibilityChangeStates,
} from "../../../db/codes.ts";
import { Coded, Named, Nullable, Timestamp, Uuid, VisibilityCode } from "../../contract.ts";

const strict = { additionalProperties: false };

const licence = {
  status: Coded("LicenceStatus", licenceStatuses, "exempt: the law asks for no licence"),
  number: Nullable(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9 ./-]*$", maxLength: 40 })),
  until: Nullable(Type.String({ format: "date", description: "The last day on which it holds" })),
};
export const Licence = Named("Licence", licence);
export type Licence = Static<typeof Licence>;

const area = {
  scope: Coded("AreaScope", areaScopes, "Scope of the area"),
  code: Type.String({ maxLength: 5, description: "County FIPS, state or US" }),
};

export const mostAreas = 400;

/** What a lead proposes; one of the three. */
export const ProposalInput = Type.Object(
  {
    visibility: Type.Optional(VisibilityCode),
    licence: Type.Optional(Type.Object(licence, strict)),
    areas: Type.Optional(
      Type.Array(Type.Object(area, strict), { minItems: 1, maxItems: mostAreas }),
    ),
  },
  { title: "ProposalInput", minProperties: 1, maxProperties: 1, ...strict },
);
export type ProposalInput = Static<typeof ProposalInput>;

/** An area served, with its name: `Alameda` in `CA`, `California`. */
export const ServedArea = Named("ServedArea", {
  ...{ ...area, name: Type.String() },
  state: Nullable(Type.String({ description: "Of a county" })),
});
export type ServedArea = Static<typeof ServedArea>;

/** What a proposal is about; of the three the one that its subject says. */
export const ProposedFacts = Named("ProposedFacts", {
  visibility: Type.Optional(VisibilityCode),
  licence: Type.Optional(Nullable(Licence)),
  areas: Type.Optional(Type.Array(ServedArea)),
});
export type ProposedFacts = Static<typeof ProposedFacts>;

const RefusalCode = Coded("ProposalRefusal", proposalRefusals, "Why a steward said no");
const Person = Type.Object({ id: Type.String(), name: Type.String() });

export const ListingProposal = Named("ListingProposal", {
  id: Uuid,
  program: Type.Object({ id: Uuid, name: Type.String() }),
  also_there: Type.Array(Type.Object({ id: Uuid, name: Type.String() }), {
    description: "Other programs at the site, for which its visibility holds too",
  }),
  subject: Coded("ProposalSubject", proposalSubjects, "What is proposed"),
  before: ProposedFacts,
  after: ProposedFacts,
  state: Coded("ProposalState", proposalStates, "Where it stands"),
  refusal: Nullable(RefusalCode),
  loosens: Type.Boolean({
    description: "More people would see the site: approved, it waits for a second steward",
  }),
  second_step: Nullable(
    Coded("SecondStep", visibilityChangeStates, "Of an approved loosening, where that stands"),
  ),
  proposed_by: Person,
  proposed_at: Timestamp,
  decided_by: Nullable(Person),
  decided_at: Nullable(Timestamp),
});
export type ListingProposal = Static<typeof ListingProposal>;

export const ListingProposalList = Named("ListingProposalList", {
  total: Type.Integer(),
  items: Type.Array(ListingProposal, { description: "At most a hundred" }),
  next: Type.Null(),
});
export type ListingProposalList = Static<typeof ListingProposalList>;

export const ProposalQuery = Type.Object(
  { state: Type.Optional(Coded("WantedProposals", proposalStates, "Only those in this state")) },
  strict,
);
export type ProposalQuery = Static<typeof ProposalQuery>;

export const RefusalInput = Type.Object(
  { reason: RefusalCode },
  { title: "ProposalRefusalInput", ...strict },
);
export type RefusalInput = Static<typeof RefusalInput>;
