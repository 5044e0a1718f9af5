import type { Match } from "../api/schema.ts";
import { m } from "../paraglide/messages.js";
import type { MapPoint } from "../map/points.ts";
import { countInWords } from "../words/counts.ts";
import { hasBeds } from "../words/kinds.ts";
import type { Who } from "./group-matches.ts";
import { markMatch } from "./mark-match.ts";
import { verdictInWords } from "./reasons.ts";

/** The matches that have a place, as the map shows them and as a screen reader says them. */
export const mapPoints = (
  matches: readonly Match[],
  who: Who,
  counts: boolean,
  now: number,
): MapPoint[] =>
  matches.flatMap((match) => {
    const { id, name, kind, training, place } = match.program;
    if (place.lat === null || place.lon === null) return [];
    const verdict = verdictInWords(match, who);
    const beds = counts && hasBeds(kind) ? countInWords(match.beds, now) : undefined;
    return {
      id,
      lat: place.lat,
      lon: place.lon,
      label: m.map_marker({ program: name, verdict: beds ? `${verdict}. ${beds}` : verdict }),
      mark: markMatch(match, now),
      training,
    };
  });
