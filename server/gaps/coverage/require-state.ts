import { stateCodes } from "../../../db/states.ts";
import { DomainError } from "../../errors.ts";

const known = new Set(Object.values(stateCodes));

/** Refuses a state that is not there. Throws `unknown_place`. */
export const requireState = (state: string, path = "querystring/state"): void => {
  if (known.has(state)) return;
  const message = `The state ${state} is not known.`;
  throw new DomainError("unknown_place", message, {
    errors: [{ path, message }],
  });
};
