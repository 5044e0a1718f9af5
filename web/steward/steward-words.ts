import type { RevealReason, Visibility, VisibilityReason } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";

/** Who may see a place, in words. */
export const visibilityWords: Readonly<Record<Visibility, () => string>> = {
  public: m.visibility_public,
  partners: m.visibility_partners,
  confidential: m.visibility_confidential,
};

export const revealReasonWords: Readonly<Record<RevealReason, () => string>> = {
  verify_listing: m.reveal_verify_listing,
  emergency_services: m.reveal_emergency_services,
  safety_concern: m.reveal_safety_concern,
  legal_order: m.reveal_legal_order,
};

export const visibilityReasonWords: Readonly<Record<VisibilityReason, () => string>> = {
  program_asked: m.visibility_reason_program_asked,
  listing_mistake: m.visibility_reason_listing_mistake,
  safety_concern: m.visibility_reason_safety_concern,
  address_became_known: m.visibility_reason_address_became_known,
};
