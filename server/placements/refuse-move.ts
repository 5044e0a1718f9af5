import type { Reader } from "../../db/client.ts";
import type { OwnHold } from "../access/authorize-placements.ts";
import { disclose } from "../access/disclosure.ts";
import { DomainError } from "../errors.ts";
import type { HoldRow } from "./holds.repo.ts";
import type { PersonalMove } from "./moves.ts";
import { findFirst, findLastActor } from "./requests.repo.ts";

/**
 * The refusal of a move that is not possible from the hold's state, with that state. Who was first
 * is said (rule 5): a colleague by name, another program as far as this viewer may know of it.
 */
export const refuseMove = async (
  reader: Reader,
  hold: OwnHold,
  row: HoldRow,
  move: PersonalMove,
): Promise<DomainError> => {
  const { state } = row;
  if (move === "accept" && state === "released") {
    const first = await findFirst(reader, row.requestId);
    if (first) {
      const { listing } = disclose(hold.viewer, {
        id: first.programId,
        visibility: first.visibility,
      });
      const who = listing ? first.name : "Another program";
      return new DomainError("accepted_elsewhere", `${who} accepted this request first.`, {
        state,
      });
    }
  }
  if (move === "accept" && state === "accepted") {
    const who = (await findLastActor(reader, row.id, "accept")) ?? "A colleague";
    return new DomainError("hold_moved", `${who} has accepted this hold already.`, { state });
  }
  const sentence = `The hold is ${state.replaceAll("_", " ")}; that is not possible any more or not yet.`;
  return new DomainError("hold_moved", sentence, { state });
};
