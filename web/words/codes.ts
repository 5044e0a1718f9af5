import { m } from "../paraglide/messages.js";
import type { Circumstance, Criterion, Gender, Kind, Role } from "../api/schema.ts";

/** The words for each code of the wire; a code without words does not compile. */
export const kindWords: Readonly<Record<Kind, () => string>> = {
  emergency_shelter: m.kind_emergency_shelter,
  safe_house: m.kind_safe_house,
  transitional_living: m.kind_transitional_living,
  group_home: m.kind_group_home,
  residential_treatment: m.kind_residential_treatment,
  specialized_foster_care: m.kind_specialized_foster_care,
  case_management: m.kind_case_management,
  mental_health: m.kind_mental_health,
  legal: m.kind_legal,
  medical: m.kind_medical,
  substance_use: m.kind_substance_use,
  advocacy: m.kind_advocacy,
  mentoring: m.kind_mentoring,
  drop_in: m.kind_drop_in,
  street_outreach: m.kind_street_outreach,
  education_employment: m.kind_education_employment,
  advocacy_center: m.kind_advocacy_center,
  hotline: m.kind_hotline,
  task_force: m.kind_task_force,
};

export const genderWords: Readonly<Record<Gender, () => string>> = {
  girl: m.gender_girl,
  boy: m.gender_boy,
  transgender_girl: m.gender_transgender_girl,
  transgender_boy: m.gender_transgender_boy,
  nonbinary: m.gender_nonbinary,
};

export const circumstanceWords: Readonly<Record<Circumstance, () => string>> = {
  runaway_history: m.circumstance_runaway_history,
  after_hours: m.circumstance_after_hours,
  placement_altercation: m.circumstance_placement_altercation,
  violence_history: m.circumstance_violence_history,
  no_identification: m.circumstance_no_identification,
  no_guardian_available: m.circumstance_no_guardian_available,
  developmental_disability: m.circumstance_developmental_disability,
  pregnant: m.circumstance_pregnant,
  parenting: m.circumstance_parenting,
  substance_use: m.circumstance_substance_use,
  acute_mental_health: m.circumstance_acute_mental_health,
  self_harm: m.circumstance_self_harm,
  medical_needs: m.circumstance_medical_needs,
  fire_setting: m.circumstance_fire_setting,
  sexual_behavior: m.circumstance_sexual_behavior,
  gang_involvement: m.circumstance_gang_involvement,
  pending_charges: m.circumstance_pending_charges,
  noncitizen: m.circumstance_noncitizen,
  not_ready: m.circumstance_not_ready,
};

export const roleWords: Readonly<Record<Role, () => string>> = {
  worker: m.role_worker,
  provider: m.role_provider,
  analyst: m.role_analyst,
  steward: m.role_steward,
  administrator: m.role_administrator,
};

/** The circumstance as one asks about it: "Ask about: pregnancy". */
export const aboutCircumstance: Readonly<Record<Circumstance, () => string>> = {
  runaway_history: m.about_runaway_history,
  after_hours: m.about_after_hours,
  placement_altercation: m.about_placement_altercation,
  violence_history: m.about_violence_history,
  no_identification: m.about_no_identification,
  no_guardian_available: m.about_no_guardian_available,
  developmental_disability: m.about_developmental_disability,
  pregnant: m.about_pregnant,
  parenting: m.about_parenting,
  substance_use: m.about_substance_use,
  acute_mental_health: m.about_acute_mental_health,
  self_harm: m.about_self_harm,
  medical_needs: m.about_medical_needs,
  fire_setting: m.about_fire_setting,
  sexual_behavior: m.about_sexual_behavior,
  gang_involvement: m.about_gang_involvement,
  pending_charges: m.about_pending_charges,
  noncitizen: m.about_noncitizen,
  not_ready: m.about_not_ready,
};

export const genderPlurals: Readonly<Record<Gender, () => string>> = {
  girl: m.genders_girl,
  boy: m.genders_boy,
  transgender_girl: m.genders_transgender_girl,
  transgender_boy: m.genders_transgender_boy,
  nonbinary: m.genders_nonbinary,
};

export const criterionWords: Readonly<Record<Criterion, () => string>> = {
  kind: m.criterion_kind,
  age: m.criterion_age,
  gender: m.criterion_gender,
  language: m.criterion_language,
  area: m.criterion_area,
  circumstances: m.criterion_circumstances,
  dedicated: m.criterion_dedicated,
  distance: m.criterion_distance,
  avoid: m.criterion_avoid,
  intake: m.criterion_intake,
};
