import type { Writer } from "../../../db/client.ts";
import { DomainError } from "../../errors.ts";
import type { AdministeredPerson } from "../authorize.ts";
import { lockAdministrators } from "./membership.repo.ts";

/** Refuses to take away one's own administration, or that of the last who has it. */
export const keepAdministrator = async (
  tx: Writer,
  { person, administration }: AdministeredPerson,
): Promise<void> => {
  if (person.id === administration.viewer.userId) {
    throw new DomainError("conflict", "Ask another administrator to change your own account.");
  }
  if (person.role !== "administrator" || person.training) return;
  const administrators = await lockAdministrators(tx);
  if (administrators.some((id) => id !== person.id)) return;
  throw new DomainError("conflict", "This is the last administrator; invite another one first.");
};
