import { findCounty, type CountyPlace } from "../../directory/places.ts";
import { DomainError } from "../../errors.ts";
import { findRenumbered } from "./renumbered-counties.ts";

/** The county of a FIPS code, or the refusal that says what became of the number. */
export const requireCounty = (fips: string, path: string): CountyPlace => {
  const county = findCounty(fips);
  if (county) return county;
  const now = findRenumbered(fips);
  if (!now) {
    const message = `The county ${fips} is not known.`;
    throw new DomainError("unknown_place", message, { errors: [{ path, message }] });
  }
  const message = `${fips} (${now.name}) is not a county of this map: ask for ${now.lies.join(", ")}.`;
  const error = { path, message, reason: "renumbered", instead: [...now.lies] };
  throw new DomainError("unknown_place", message, { errors: [error] });
};
