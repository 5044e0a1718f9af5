import type { Reader } from "../../../db/client.ts";
import { requireSignedIn } from "../../access/authorize.ts";
import type { SignedIn, Viewer } from "../../access/viewer.ts";
import { DomainError } from "../../errors.ts";
import { findRegions } from "./regions.repo.ts";

declare const proof: unique symbol;

interface AnalystAccess {
  readonly viewer: SignedIn;
  /** States by USPS code and counties by FIPS code, in order. */
  readonly regions: readonly string[];
}

/** An analyst with the regions that are theirs; only this module can make one. */
export type Analyst = AnalystAccess & { readonly [proof]: "analyse" };

const proven = (access: AnalystAccess): Analyst => access as Analyst;

/** The viewer, if an analyst. Throws `not_signed_in` or `forbidden`. */
export const authorizeAnalysis = async (reader: Reader, viewer: Viewer): Promise<Analyst> => {
  const person = requireSignedIn(viewer);
  if (person.role !== "analyst") {
    throw new DomainError("forbidden", "Figures about gaps are for analysts.");
  }
  return proven({ viewer: person, regions: await findRegions(reader, person.userId) });
};

/** Whether bed figures and demand of this county are the analyst's to see. */
export const isOwnCounty = (
  { regions }: Pick<Analyst, "regions">,
  county: { readonly fips: string; readonly state: string },
): boolean => regions.includes(county.state) || regions.includes(county.fips);
