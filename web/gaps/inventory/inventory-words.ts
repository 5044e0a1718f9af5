import { genderValues, kindValues, type InventoryDimension } from "../../api/schema.ts";
import { m } from "../../paraglide/messages.js";
import { genderWords, kindWords } from "../../words/codes.ts";
import { stateName } from "../../words/states.ts";

export const dimensionWords: Readonly<Record<InventoryDimension, () => string>> = {
  state: m.inventory_by_state,
  county: m.inventory_by_county,
  kind: m.inventory_by_kind,
  gender: m.inventory_by_gender,
  age_band: m.inventory_by_age,
  dedicated: m.inventory_by_dedicated,
  served: m.inventory_by_served,
};

const codeWords: Readonly<Record<string, () => string>> = {
  unstated: m.listing_unknown,
  dedicated: m.inventory_dedicated,
  general: m.inventory_general,
  domestic: m.inventory_domestic,
  international: m.inventory_international,
  both: m.inventory_both,
  neither: m.inventory_neither,
};

/** A code of a row in words; a program at no site has no place. */
export const inventoryCodeInWords = (
  dimension: InventoryDimension,
  code: string | null | undefined,
  countyName: (fips: string) => string,
): string => {
  if (code === null || code === undefined) return m.inventory_no_place();
  if (dimension === "state") return stateName(code);
  if (dimension === "county") return countyName(code);
  const kind = kindValues.find((value) => dimension === "kind" && value === code);
  if (kind) return kindWords[kind]();
  const gender = genderValues.find((value) => value === code);
  if (gender) return genderWords[gender]();
  const [, min, max] = /^(\d+)_(\d+)$/.exec(code) ?? [];
  if (min !== undefined) return m.ages_between({ min: Number(min), max: Number(max) });
  return codeWords[code]?.() ?? code;
};
