import { gapValues, type CoverageColumns, type Gap } from "../api/schema.ts";
import { count, decimal, distance, languageName } from "../format.ts";
import { m } from "../paraglide/messages.js";
import { circumstanceWords, genderWords, kindWords } from "../words/codes.ts";
import type { FigureTable } from "./figure-table.ts";
import { metricKinds, type MapMetric } from "./map-metrics.ts";

export const metricWords: Readonly<Record<MapMetric, () => string>> = {
  gap: m.gaps_metric_gap,
  fits: m.gaps_metric_fits,
  asks: m.gaps_metric_asks,
  open_beds: m.gaps_metric_open_beds,
  beds: m.gaps_metric_beds,
  nearest_fit: m.gaps_metric_nearest_fit,
  nearest_open: m.gaps_metric_nearest_open,
  night_intake: m.gaps_metric_night_intake,
  searches: m.def_searches,
  without_open_bed: m.def_no_open_bed,
  without_fit: m.def_no_fit,
  requests: m.def_requests,
  declines: m.def_declines,
};

/** What each metric counts, for who asks. */
export const metricMeanings: Readonly<Record<MapMetric, () => string>> = {
  gap: m.gaps_meaning_gap,
  fits: m.gaps_meaning_fits,
  asks: m.gaps_meaning_asks,
  open_beds: m.gaps_meaning_open_beds,
  beds: m.gaps_meaning_beds,
  nearest_fit: m.gaps_meaning_nearest_fit,
  nearest_open: m.gaps_meaning_nearest_open,
  night_intake: m.gaps_meaning_night_intake,
  searches: m.def_searches_is,
  without_open_bed: m.def_no_open_bed_is,
  without_fit: m.def_no_fit_is,
  requests: m.def_requests_is,
  declines: m.def_declines_is,
};

export const gapWords: Readonly<Record<Gap, () => string>> = {
  open_bed: m.gap_open_bed,
  full: m.gap_full,
  uncounted: m.gap_uncounted,
  unsaid: m.gap_unsaid,
  barred: m.gap_barred,
  nothing: m.gap_nothing,
  untold: m.gap_untold,
};

/** What would close the gap. */
export const gapRemedies: Readonly<Record<Gap, () => string>> = {
  open_bed: m.gap_remedy_open_bed,
  full: m.gap_remedy_full,
  uncounted: m.gap_remedy_uncounted,
  unsaid: m.gap_remedy_unsaid,
  barred: m.gap_remedy_barred,
  nothing: m.gap_remedy_nothing,
  untold: m.gap_remedy_untold,
};

/** "Girl · 16 · pregnant": a need as people say it, the most telling first. */
export const needInWords = (need: CoverageColumns["profile"]["need"]): string =>
  [
    need.gender === undefined ? undefined : genderWords[need.gender](),
    String(need.age),
    ...(need.languages ?? []).map((code) => m.gaps_speaks_only({ language: languageName(code) })),
    ...(need.circumstances ?? []).map((code) => circumstanceWords[code]()),
    ...(need.kinds ?? []).map((code) => kindWords[code]()),
    need.within_miles === undefined ? undefined : m.within_miles({ miles: need.within_miles }),
    need.dedicated_only === true ? m.dedicated_only() : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");

/** A profile by its own name, or in the words of its need. */
export const profileInWords = ({ name, need }: CoverageColumns["profile"]): string =>
  name ?? needInWords(need);

/** A figure in words; null where it is not told or there is none. */
export const figureInWords = (metric: MapMetric, figure: number | null): string => {
  const kind = metricKinds[metric];
  if (figure === null) {
    if (kind === "demand") return m.brief_withheld();
    return kind === "miles" ? m.gaps_none_near() : m.gaps_not_told();
  }
  if (kind === "miles") return distance(figure);
  if (kind === "demand") return decimal(figure);
  const gap = kind === "gap" ? gapValues[figure] : undefined;
  return gap ? gapWords[gap]() : count(figure);
};

/** A table's figure in words; one that is told in own regions alone is not taken for none. */
export const cellInWords = (
  { figure, isTold }: FigureTable,
  metric: MapMetric,
  row: number,
): string => (isTold(metric, row) ? figureInWords(metric, figure(metric, row)) : m.gaps_not_told());
