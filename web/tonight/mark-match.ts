import type { Match } from "../api/schema.ts";
import type { Mark } from "../ui/mark.ts";
import { hasBeds } from "../words/kinds.ts";
import { usable } from "./usable-beds.ts";

const fillOf = ({ program, beds }: Match, now: number): Mark["fill"] => {
  if (!hasBeds(program.kind)) return "filled";
  if (!usable(beds, now)) return "dashed";
  return beds.open > 0 ? "filled" : "hollow";
};

const shapeOf = ({ program, verdict }: Match): Mark["shape"] => {
  if (program.place.visibility === "confidential") return "shield";
  return verdict === "fits" ? "circle" : "diamond";
};

/**
 * The shape of a match: a filled circle fits, a diamond asks, a hollow one is full, a dashed one
 * has no count to rely on, a shield stands for a place that is kept confidential.
 */
export const markMatch = (match: Match, now: number): Mark => {
  const fill = fillOf(match, now);
  const tone = fill === "hollow" ? "full" : match.verdict === "fits" ? "fits" : "ask";
  if (!hasBeds(match.program.kind)) {
    return { shape: shapeOf(match), fill, tone, text: match.verdict === "fits" ? "✓" : "?" };
  }
  return {
    shape: fill === "filled" || shapeOf(match) === "shield" ? shapeOf(match) : "circle",
    fill,
    tone,
    text: usable(match.beds, now) ? String(match.beds.open) : "?",
  };
};
