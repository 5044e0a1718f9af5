/**
 * The coded words of the field. Every schema, constraint, filter, index setting and choice
 * on a screen derives from these lists; adding a code is one line here and a migration.
 */

export const residentialKinds = [
  "emergency_shelter",
  "safe_house",
  "transitional_living",
  "group_home",
  "residential_treatment",
  "specialized_foster_care",
] as const;

/** Kinds without beds. */
export const otherKinds = [
  "case_management",
  "mental_health",
  "legal",
  "medical",
  "substance_use",
  "advocacy",
  "mentoring",
  "drop_in",
  "street_outreach",
  "education_employment",
  "advocacy_center",
  "hotline",
  "task_force",
] as const;

export const kinds = [...residentialKinds, ...otherKinds] as const;
export type Kind = (typeof kinds)[number];

export const genders = ["girl", "boy", "transgender_girl", "transgender_boy", "nonbinary"] as const;
export type Gender = (typeof genders)[number];

export const circumstances = [
  "runaway_history",
  "after_hours",
  "placement_altercation",
  "violence_history",
  "no_identification",
  "no_guardian_available",
  "developmental_disability",
  "pregnant",
  "parenting",
  "substance_use",
  "acute_mental_health",
  "self_harm",
  "medical_needs",
  "fire_setting",
  "sexual_behavior",
  "gang_involvement",
  "pending_charges",
  "noncitizen",
  "not_ready",
] as const;
export type Circumstance = (typeof circumstances)[number];

/** What a program stated. What it never stated has no row and counts as unknown. */
export const policies = ["accepts", "ask", "declines"] as const;
export type Policy = (typeof policies)[number];

/** How a program serves a language; `none`: it stated that it cannot. */
export const languageModes = ["direct", "interpreter", "none"] as const;
export type LanguageMode = (typeof languageModes)[number];

export const visibilities = ["public", "partners", "confidential"] as const;
export type Visibility = (typeof visibilities)[number];

export const programStatuses = ["active", "inactive"] as const;
export type ProgramStatus = (typeof programStatuses)[number];

export const areaScopes = ["county", "state", "nation"] as const;
export type AreaScope = (typeof areaScopes)[number];

export const reportSources = ["web", "link", "sms", "call", "api", "import"] as const;
export type ReportSource = (typeof reportSources)[number];

/** What a confirm link can state, each once. */
export const linkActions = ["counts", "unchanged", "full"] as const;
export type LinkAction = (typeof linkActions)[number];

/** How a confirm link reaches its reader. */
export const linkChannels = ["mail", "sms"] as const;
export type LinkChannel = (typeof linkChannels)[number];

/** Why staff are reminded: a count turns aging, or went stale unanswered. */
export const reminderKinds = ["aging", "stale"] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** The languages that messages and calls are in. */
export const spokenLanguages = ["en", "es"] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** Services that a program gives beside or instead of a bed. */
export const services = [
  "shelter",
  "case_management",
  "crisis_intervention",
  "counseling",
  "psychiatric_care",
  "trauma_therapy",
  "medical_care",
  "substance_use_treatment",
  "legal_advocacy",
  "court_advocacy",
  "immigration_relief",
  "interpretation",
  "education",
  "job_training",
  "life_skills",
  "mentoring",
  "survivor_leadership",
  "peer_support",
  "family_services",
  "parenting_support",
  "housing_referral",
  "transportation",
  "recreation",
  "expressive_therapy",
  "outreach",
  "aftercare",
  "assessment",
  "forensic_interview",
  "training",
  "investigation",
  "hotline",
] as const;
export type Service = (typeof services)[number];

export const securityFeatures = [
  "undisclosed_location",
  "secured",
  "staff_secure",
  "awake_night_staff",
  "cameras",
  "alarmed_doors",
  "controlled_entry",
  "no_phones",
  "rural",
] as const;
export type SecurityFeature = (typeof securityFeatures)[number];

export const resourceKinds = [
  "agency",
  "training",
  "technical_assistance",
  "practice",
  "publication",
  "screening_tool",
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export const topics = ["victimization", "juvenile", "outreach"] as const;
export type Topic = (typeof topics)[number];

export const roles = ["worker", "provider", "analyst", "steward", "administrator"] as const;
export type Role = (typeof roles)[number];

export const pauseReasons = [
  "full",
  "staffing",
  "quarantine",
  "repairs",
  "safety",
  "other",
] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What the audit tells of. An entry outlives this list: a word that was used is never taken away. */
export const auditActions = [
  "signed_in",
  "sign_in_refused",
  "signed_out",
  "session_ended",
  "second_factor_set",
  "second_factor_removed",
  "recovery_code_used",
  "passkey_added",
  "passkey_changed",
  "passkey_removed",
  "invited",
  "invitation_withdrawn",
  "account_opened",
  "account_closed",
  "account_reopened",
  "role_changed",
  "staff_changed",
  "organization_changed",
  "region_changed",
  "refused",
  "address_revealed",
  "visibility_tightened",
  "loosening_proposed",
  "loosening_confirmed",
  "loosening_withdrawn",
  "beds_reported",
  "listing_changed",
  "intake_paused",
  "intake_resumed",
  "hold_placed",
  "hold_moved",
  "call_logged",
  "call_undone",
  "directions_changed",
  "directions_shown",
  "exported",
  "population_loaded",
  "key_made",
  "key_revoked",
  "link_sent",
  "link_revoked",
  "duty_changed",
  "reminders_changed",
  "call_code_made",
  "listing_proposed",
  "proposal_approved",
  "proposal_refused",
  "proposal_withdrawn",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What an audit entry may be about. */
export const auditSubjects = [
  "person",
  "session",
  "invitation",
  "organization",
  "region",
  "program",
  "site",
  "visibility_change",
  "hold",
  "request",
  "call",
  "route",
  "audit",
  "listing",
  "key",
  "link",
  "figures",
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

/** Why a steward looks at a confidential address. */
export const revealReasons = [
  "verify_listing",
  "emergency_services",
  "safety_concern",
  "legal_order",
] as const;
export type RevealReason = (typeof revealReasons)[number];

/** Why a site's visibility is changed. */
export const visibilityReasons = [
  "program_asked",
  "listing_mistake",
  "safety_concern",
  "address_became_known",
] as const;
export type VisibilityReason = (typeof visibilityReasons)[number];

/** A loosening is proposed by one steward and in force when another confirms it. */
export const visibilityChangeStates = ["proposed", "in_force", "withdrawn"] as const;
export type VisibilityChangeState = (typeof visibilityChangeStates)[number];

/** What a lead proposes and a steward decides, because a child's safety hangs on it. */
export const proposalSubjects = ["visibility", "licence", "areas"] as const;
export type ProposalSubject = (typeof proposalSubjects)[number];

export const proposalStates = ["proposed", "approved", "refused", "withdrawn"] as const;
export type ProposalState = (typeof proposalStates)[number];

/** Why a steward says no to a proposal. */
export const proposalRefusals = [
  "not_documented",
  "not_as_stated",
  "not_reached",
  "safety_concern",
  "other_programs_there",
  "other",
] as const;
export type ProposalRefusal = (typeof proposalRefusals)[number];

/** Whether a program has the licence that its kind asks for; `exempt`: the law asks for none. */
export const licenceStatuses = ["licensed", "exempt", "unlicensed"] as const;
export type LicenceStatus = (typeof licenceStatuses)[number];

/** States of a hold; what leads from one to another is server/placements/moves.ts. */
export const holdStates = [
  "waiting",
  "accepted",
  "arrived",
  "declined",
  "expired",
  "released",
  "no_show",
] as const;
export type HoldState = (typeof holdStates)[number];

/** What happens to a hold. `ask` begins it; `yield` ends it because another program accepted. */
export const holdMoves = [
  "ask",
  "accept",
  "decline",
  "release",
  "extend",
  "arrive",
  "no_show",
  "yield",
  "expire",
] as const;
export type HoldMove = (typeof holdMoves)[number];

/** Who moves a hold; `rule`: the clock, or the acceptance of another program. */
export const holdParties = ["worker", "staff", "rule"] as const;
export type HoldParty = (typeof holdParties)[number];

/** Why a hold claims no bed. */
export const enquiryReasons = [
  "asked",
  "excluded",
  "no_pool",
  "no_count",
  "stale_count",
  "full",
] as const;
export type EnquiryReason = (typeof enquiryReasons)[number];

/** Why a program says no. */
export const declineReasons = [
  "full",
  "staffing",
  "age",
  "gender",
  "circumstance",
  "distance",
  "hours",
  "other",
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Bands in which ages are kept for analysis, youngest first. */
export const ageBands = ["0_11", "12_13", "14_15", "16_17", "18_25"] as const;
export type AgeBand = (typeof ageBands)[number];

/** What an event of demand tells of: a search, a request that ended, a program's no to one. */
export const demandKinds = ["search", "request", "decline"] as const;
export type DemandKind = (typeof demandKinds)[number];

/** What a search found at best: a fit with an open bed, a fit, a program to ask, nothing. */
export const searchOutcomes = ["open_bed", "fit", "ask", "none"] as const;
export type SearchOutcome = (typeof searchOutcomes)[number];

/** How a request for a bed ended. */
export const requestOutcomes = [
  "arrived",
  "no_show",
  "released",
  "declined",
  "unanswered",
] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** Minutes from a request to its acceptance. */
export const waitBands = ["0_15", "15_30", "30_60", "60_120", "over_120"] as const;
export type WaitBand = (typeof waitBands)[number];

/** Who searches, as coarse as it is kept. */
export const askers = ["anonymous", ...roles] as const;
export type Asker = (typeof askers)[number];

/** What a telephone call to a program came to; `declined` has a reason as a hold's decline has. */
export const callOutcomes = ["no_answer", "full", "declined", "will_take"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** Ways by which a notice reaches a person outside Harborlight's screens. */
export const noticeChannels = ["email", "push", "sms"] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/** What a notice is about. */
export const noticeKinds = [
  "request_asked",
  "hold_accepted",
  "hold_declined",
  "hold_taken_back",
  "hold_expiring",
  "bed_opened",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * Where a notice stands. `sending` is written before it is sent; `unknown`: sending was begun and
 * nobody saw how it ended. `skipped`: there was nothing left to tell, or no way to.
 */
export const noticeStates = [
  "planned",
  "sending",
  "sent",
  "delivered",
  "failed",
  "unknown",
  "skipped",
] as const;
export type NoticeState = (typeof noticeStates)[number];

/** Why a notice was not sent or not delivered. */
export const noticeOutcomes = [
  "overtaken",
  "stopped",
  "no_address",
  "refused",
  "unreachable",
  "undelivered",
] as const;
export type NoticeOutcome = (typeof noticeOutcomes)[number];

/** Languages in which the screens and messages are written. */
export const messageLanguages = ["en", "es"] as const;
export type MessageLanguage = (typeof messageLanguages)[number];
