import type { Role } from "../../db/codes.ts";

export const secondFactorStates = ["set", "unset", "needed"] as const;
/** Whether signing in asks for a second factor; `needed`: it has to be set before anything else. */
export type SecondFactorState = (typeof secondFactorStates)[number];

const needing: ReadonlySet<Role> = new Set(["steward", "administrator"]);

/** Stewards and administrators need a second factor, but for the fictional ones. */
export const secondFactorOf = (person: {
  role: Role;
  training: boolean;
  twoFactorEnabled: boolean;
}): SecondFactorState => {
  if (person.twoFactorEnabled) return "set";
  return needing.has(person.role) && !person.training ? "needed" : "unset";
};
