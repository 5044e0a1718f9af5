import { Type, type Static } from "typebox";
import {
  LanguageCode,
  LanguageModeCode,
  Named,
  Nullable,
  Uuid,
  VisibilityCode,
} from "../../contract.ts";
import { IntakeHours } from "../contract.ts";
import { Licence, ListingProposal, ServedArea } from "../proposals/contract.ts";

const strict = { additionalProperties: false };

const languages = {
  languages: Type.Array(Type.Object({ language: LanguageCode, mode: LanguageModeCode }, strict), {
    maxItems: 200,
  }),
  interpreter_any_language: Nullable(
    Type.Boolean({ description: "Any language through an interpreter; null: not stated" }),
  ),
};
/** The languages of a program, whole: what is left out is no longer stated. */
export const LanguageStatement = Type.Object(languages, { title: "LanguageStatement", ...strict });
export type LanguageStatement = Static<typeof LanguageStatement>;

/** Openings of one weekday that may be stated, and days of closing. */
export const mostOpeningsADay = 4;
export const mostClosedDays = 120;

const hours = {
  around_the_clock: Nullable(Type.Boolean({ description: "null: not stated" })),
  hours: Type.Array(Type.Object({ ...IntakeHours.properties }, strict), {
    maxItems: 7 * mostOpeningsADay,
  }),
  closed_days: Type.Array(Type.String({ format: "date" }), { maxItems: mostClosedDays }),
};
/** When a program takes children in, whole, by the clock of its place. */
export const HoursStatement = Type.Object(hours, { title: "HoursStatement", ...strict });
export type HoursStatement = Static<typeof HoursStatement>;

const Number = Type.String({ maxLength: 40, description: "As people write it" });
const telephones = {
  phone: Nullable(Number),
  intake_phone: Nullable(Number),
  night_phone: Nullable(Number),
};
/** The telephone numbers of a program, whole. */
export const TelephoneStatement = Type.Object(telephones, {
  title: "TelephoneStatement",
  ...strict,
});
export type TelephoneStatement = Static<typeof TelephoneStatement>;

const Languages = Type.Object(languages);
const Hours = Type.Object(hours);
const Telephones = Type.Object(telephones);

/** A statement with what it replaced; both are the same where nothing became another. */
export const ChangedLanguages = Named("ChangedLanguages", {
  ...{ program_id: Uuid, before: Languages, after: Languages },
});
export type ChangedLanguages = Static<typeof ChangedLanguages>;

export const ChangedHours = Named("ChangedHours", {
  ...{ program_id: Uuid, before: Hours, after: Hours },
});
export type ChangedHours = Static<typeof ChangedHours>;

export const ChangedTelephones = Named("ChangedTelephones", {
  ...{ program_id: Uuid, before: Telephones, after: Telephones },
});
export type ChangedTelephones = Static<typeof ChangedTelephones>;

/** What a lead reads of the own listing beside the program's page: all that stands in its editor. */
export const OwnListing = Named("OwnListing", {
  program_id: Uuid,
  telephones: Telephones,
  languages: Languages,
  intake: Hours,
  time_zone: Nullable(Type.String()),
  visibility: Nullable(VisibilityCode),
  licence: Nullable(Licence),
  areas: Type.Array(ServedArea),
  verified_on: Nullable(Type.String({ format: "date" })),
  proposals: Type.Array(ListingProposal, { description: "The twenty newest, newest first" }),
});
export type OwnListing = Static<typeof OwnListing>;
