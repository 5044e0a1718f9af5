import { stateCodes } from "../../../db/states.ts";
import { DomainError, invalid, type InputError } from "../../errors.ts";
import { findCounty } from "../places.ts";
import type { ProposalInput } from "./contract.ts";

const states = new Set(Object.values(stateCodes));

type Licence = NonNullable<ProposalInput["licence"]>;
type Areas = NonNullable<ProposalInput["areas"]>;

/**
 * Refuses a licence that is none: one without its number, or that has run out.
 * @param today as `2026-03-01`
 * @throws DomainError `invalid_input`
 */
export const judgeLicence = ({ status, number, until }: Licence, today: string): Licence => {
  if (status !== "licensed") return { status, number: null, until: null };
  if (number === null) throw invalid("body/licence/number", "is missing: a licence has one");
  if (until !== null && until < today) throw invalid("body/licence/until", "is over already");
  return { status, number, until };
};

const exists = ({ scope, code }: Areas[number]): boolean => {
  if (scope === "county") return findCounty(code) !== undefined;
  return scope === "state" ? states.has(code) : code === "US";
};

/** Areas in a settled order, so that two lists of the same areas are the same. */
export const inOrder = <Area extends Areas[number]>(areas: readonly Area[]): Area[] => {
  const order = ({ scope, code }: Area) => `${scope} ${code}`;
  return areas.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
};

/**
 * The areas in their order.
 * @throws DomainError `invalid_input` where one does not exist or is named twice
 */
export const judgeAreas = (areas: Areas): Areas => {
  const names = areas.map(({ scope, code }) => `${scope}:${code}`);
  const errors = areas.flatMap((area, position): InputError[] => {
    const path = `body/areas/${position}`;
    if (!exists(area)) return [{ path, message: "is no area of this kind" }];
    const isFirst = names.indexOf(`${area.scope}:${area.code}`) === position;
    return isFirst ? [] : [{ path, message: "is named twice" }];
  });
  if (errors.length > 0) {
    throw new DomainError("invalid_input", "These areas cannot be served.", { errors });
  }
  return inOrder(areas);
};
