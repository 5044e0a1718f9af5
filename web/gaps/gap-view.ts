import { demandTrends, type DemandTrend } from "./demand/demand-trends.ts";
import { mapMetrics, type MapMetric } from "./map-metrics.ts";

/** What the gap map shows; all of it stands in the address, and none of it is about a youth. */
export interface GapView {
  readonly metric: MapMetric;
  /** Key of a profile that everybody has, or id of an own one. */
  readonly profile: string;
  /** A second profile beside the first. */
  readonly beside: string | undefined;
  /** Of what was asked for: `2026-02`; left out: the newest that is published. */
  readonly month: string | undefined;
  /** A second month beside the first. */
  readonly besideMonth: string | undefined;
  /** What was asked for is told per 10,000 youths. */
  readonly perYouths: boolean;
  /** Programs and how far they reach lie over the map. */
  readonly programs: boolean;
  /** What is followed over the months. */
  readonly trend: DemandTrend;
  /** USPS code; left out: the nation. */
  readonly state: string | undefined;
  /** FIPS code of the county that is looked at. */
  readonly county: string | undefined;
}

export const firstProfile = "girl_16";
const shaped = (form: RegExp, text: string | null): string | undefined =>
  form.exec(text ?? "")?.[0];
const profileForm = /^[a-z0-9_-]{1,40}$/;
const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads the view from an address; what it does not understand is left out. */
export const gapViewIn = (search: string): GapView => {
  const parts = new URLSearchParams(search);
  const profile = shaped(profileForm, parts.get("profile")) ?? firstProfile;
  const beside = shaped(profileForm, parts.get("beside"));
  const month = shaped(monthForm, parts.get("month"));
  const besideMonth = shaped(monthForm, parts.get("beside_month"));
  return {
    metric: mapMetrics.find((metric) => metric === parts.get("metric")) ?? "gap",
    profile,
    beside: beside === profile ? undefined : beside,
    month,
    besideMonth: besideMonth === month ? undefined : besideMonth,
    perYouths: parts.get("rate") === "1",
    programs: parts.get("programs") === "1",
    trend: demandTrends.find((trend) => trend === parts.get("trend")) ?? "searches",
    state: shaped(/^[A-Z]{2}$/, parts.get("state")),
    county: shaped(/^\d{5}$/, parts.get("county")),
  };
};

/** Writes the view as the part of the address from `?` on; empty where it is the first one. */
export const gapSearchOf = (view: GapView): string => {
  const parts = new URLSearchParams();
  if (view.metric !== "gap") parts.set("metric", view.metric);
  if (view.profile !== firstProfile) parts.set("profile", view.profile);
  if (view.beside !== undefined) parts.set("beside", view.beside);
  if (view.month !== undefined) parts.set("month", view.month);
  if (view.besideMonth !== undefined) parts.set("beside_month", view.besideMonth);
  if (view.perYouths) parts.set("rate", "1");
  if (view.programs) parts.set("programs", "1");
  if (view.trend !== "searches") parts.set("trend", view.trend);
  if (view.state !== undefined) parts.set("state", view.state);
  if (view.county !== undefined) parts.set("county", view.county);
  const text = parts.toString();
  return text ? `?${text}` : "";
};
