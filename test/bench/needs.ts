import { circumstances, genders } from "../../db/codes.ts";
import type { Need } from "../../server/matching/contract.ts";

const zips = ["94607", "90012", "92101", "95814", "93721", "60601", "77002", "10001", "33101"];

/** Sixty needs that differ in age, gender, language, place and circumstances. */
export const needs: Need[] = Array.from({ length: 60 }, (_, n) => ({
  age: 11 + (n % 7),
  gender: genders[n % genders.length] ?? "girl",
  languages: n % 3 === 0 ? ["spa"] : [],
  from: { zip: zips[n % zips.length] ?? "94607" },
  circumstances: circumstances.filter((_code, at) => (at * 7 + n) % 9 === 0),
}));
