import { directionsLength } from "../../../db/schema/placements.ts";
import { invalid } from "../../errors.ts";

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A number and the first word of its street stand in the text one after the other. */
const tellsAddress = (directions: string, address: string | null): boolean => {
  const [number, street] = wordsOf(address ?? "");
  if (number === undefined || street === undefined) return false;
  const words = wordsOf(directions);
  return words.some((word, at) => word === number && words[at + 1] === street);
};

const exactPlace = /https?:|www\.|-?\d{1,3}\.\d{3,}/i;

/**
 * What staff may say of where to meet: a public place in a sentence or two, and never the address
 * itself, a map's link or a point, each of which would lead to it.
 * @returns the text as it is kept
 * @throws DomainError `invalid_input`
 */
export const judgeDirections = (stated: string, address: string | null): string => {
  const directions = stated.trim().replaceAll(/\s+/g, " ");
  const { least, most } = directionsLength;
  if (directions.length < least || directions.length > most) {
    throw invalid("body/directions", `takes ${least} to ${most} letters`);
  }
  if (exactPlace.test(directions)) {
    throw invalid("body/directions", "has a link or a point; name a public place in words");
  }
  if (tellsAddress(directions, address)) {
    throw invalid("body/directions", "has the program's own address in it; name a public place");
  }
  return directions;
};
