import type { Reader } from "../../../db/client.ts";
import { requireSignedIn } from "../../access/authorize.ts";
import type { SignedIn, Viewer } from "../../access/viewer.ts";
import { DomainError } from "../../errors.ts";
import { findRenumbered } from "../coverage/renumbered-counties.ts";
import type { RenumberedRegion } from "./contract.ts";
import { findRegions } from "./regions.repo.ts";

declare const proof: unique symbol;

interface AnalystAccess {
  readonly viewer: SignedIn;
  /** States by USPS code and counties of the map by FIPS code. */
  readonly regions: readonly string[];
  /** Regions that were given by another number than the map's; `regions` has their counties. */
  readonly renumbered: readonly RenumberedRegion[];
}

/**
 * An analyst with the regions that are theirs: of one that counts by other borders than the map, the
 * counties in which it lies. Only this module can make one.
 */
export type Analyst = AnalystAccess & { readonly [proof]: "analyse" };

const proven = (access: AnalystAccess): Analyst => access as Analyst;

/** The viewer, if an analyst. Throws `not_signed_in` or `forbidden`. */
export const authorizeAnalysis = async (reader: Reader, viewer: Viewer): Promise<Analyst> => {
  const person = requireSignedIn(viewer);
  if (person.role !== "analyst") {
    throw new DomainError("forbidden", "Figures about gaps are for analysts.");
  }
  const given = await findRegions(reader, person.userId);
  const renumbered = given.flatMap((area) => {
    const found = findRenumbered(area);
    return found ? { area, name: found.name, counties: [...found.lies] } : [];
  });
  const other = new Set(renumbered.map(({ area }) => area));
  const regions = new Set([
    ...given.filter((area) => !other.has(area)),
    ...renumbered.flatMap(({ counties }) => counties),
  ]);
  return proven({ viewer: person, regions: [...regions], renumbered });
};

/** Whether bed figures and demand of this county are the analyst's to see. */
export const isOwnCounty = (
  { regions }: Pick<Analyst, "regions">,
  county: { readonly fips: string; readonly state: string },
): boolean => regions.includes(county.state) || regions.includes(county.fips);
