import { Type, type Static } from "typebox";
import { Named, Nullable } from "../../contract.ts";
import { Need } from "../../matching/contract.ts";

export const ProfileNeed = Type.Omit(Need, ["from", "avoid"], {
  title: "ProfileNeed",
  additionalProperties: false,
});

export const ProfileName = Type.String({
  pattern: "^[a-z0-9_-]{1,40}$",
  maxLength: 40,
  description: "Key of a profile that everybody has, or id of an own one",
});

/** Whom a gap is for: a need without a place. */
export const Profile = Named("Profile", {
  key: ProfileName,
  name: Nullable(
    Type.String({ description: "Of an own profile; others are worded by the screen" }),
  ),
  need: ProfileNeed,
});
export type Profile = Static<typeof Profile>;

export const ProfileInput = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 60,
      pattern: "^\\S(.*\\S)?$",
      description: "What the profile is called; never a person's name",
    }),
    need: ProfileNeed,
  },
  {
    title: "ProfileInput",
    additionalProperties: false,
    examples: [{ name: "Boy, 14, Spanish", need: { age: 14, gender: "boy", languages: ["spa"] } }],
  },
);
export type ProfileInput = Static<typeof ProfileInput>;

export const ProfileList = Named("ProfileList", {
  total: Type.Integer(),
  items: Type.Array(Profile, { description: "Those that everybody has, then own ones by name" }),
});
export type ProfileList = Static<typeof ProfileList>;
