import { Type, type Static } from "typebox";
import { circumstances, genders } from "../../../db/codes.ts";
import { CircumstanceCode, GenderCode, Named, Nullable, PolicyCode, Uuid } from "../../contract.ts";
import { Ages } from "../contract.ts";

const strict = { additionalProperties: false };
const Years = Type.Integer({ minimum: 0, maximum: 120, description: "Whole years" });

/**
 * What a program states anew of whom it takes; what is left out stays as it was. The policy unknown
 * takes a statement back.
 */
export const PolicyChange = Type.Object(
  {
    ages: Type.Optional(
      Type.Object(
        { min: Nullable(Years), max: Nullable(Years) },
        { description: "The whole range; null: open on that side", ...strict },
      ),
    ),
    genders: Type.Optional(
      Type.Array(Type.Object({ gender: GenderCode, policy: PolicyCode }, strict), {
        maxItems: genders.length,
      }),
    ),
    circumstances: Type.Optional(
      Type.Array(Type.Object({ circumstance: CircumstanceCode, policy: PolicyCode }, strict), {
        maxItems: circumstances.length,
      }),
    ),
  },
  { title: "PolicyChange", minProperties: 1, ...strict },
);
export type PolicyChange = Static<typeof PolicyChange>;

/** What became another by a change; what was so already is not in it. */
export const ChangedPolicies = Named("ChangedPolicies", {
  program_id: Uuid,
  ages: Nullable(Type.Object({ before: Nullable(Ages), after: Nullable(Ages) })),
  genders: Type.Array(Type.Object({ gender: GenderCode, before: PolicyCode, after: PolicyCode })),
  circumstances: Type.Array(
    Type.Object({ circumstance: CircumstanceCode, before: PolicyCode, after: PolicyCode }),
  ),
});
export type ChangedPolicies = Static<typeof ChangedPolicies>;

export const ConfirmedListing = Named("ConfirmedListing", {
  program_id: Uuid,
  verified_on: Type.String({ format: "date" }),
});
export type ConfirmedListing = Static<typeof ConfirmedListing>;
