import type { Need } from "../../matching/contract.ts";

/** What somebody needs, for whom a gap is a gap; a need without a place. */
export type ProfileNeed = Omit<Need, "from" | "avoid">;

/** The profiles that everybody has, by key; a screen words them from the need. */
export const needProfiles = {
  girl_13: { age: 13, gender: "girl" },
  boy_13: { age: 13, gender: "boy" },
  girl_16: { age: 16, gender: "girl" },
  boy_16: { age: 16, gender: "boy" },
  transgender_girl_15: { age: 15, gender: "transgender_girl" },
  nonbinary_16: { age: 16, gender: "nonbinary" },
  pregnant_16: { age: 16, gender: "girl", circumstances: ["pregnant"] },
  parenting_17: { age: 17, gender: "girl", circumstances: ["parenting"] },
  spanish_only_15: { age: 15, gender: "girl", languages: ["spa"] },
  runaway_boy_12: { age: 12, gender: "boy", circumstances: ["runaway_history"] },
  self_harm_14: { age: 14, gender: "girl", circumstances: ["acute_mental_health", "self_harm"] },
  not_ready_15: {
    age: 15,
    gender: "girl",
    circumstances: ["runaway_history", "substance_use", "not_ready"],
  },
} as const satisfies Record<string, ProfileNeed>;

export type ProfileKey = keyof typeof needProfiles;
export const profileKeys = Object.keys(needProfiles) as ProfileKey[];
