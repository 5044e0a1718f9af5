import { gapMetrics, type GapMetric } from "./gap-metrics.ts";

/** What the gap map shows; all of it stands in the address, and none of it is about a youth. */
export interface GapView {
  readonly metric: GapMetric;
  /** Key of a profile that everybody has, or id of an own one. */
  readonly profile: string;
  /** A second profile beside the first. */
  readonly beside: string | undefined;
  /** USPS code; left out: the nation. */
  readonly state: string | undefined;
  /** FIPS code of the county that is looked at. */
  readonly county: string | undefined;
}

export const firstProfile = "girl_16";
const shaped = (form: RegExp, text: string | null): string | undefined =>
  form.exec(text ?? "")?.[0];
const profileForm = /^[a-z0-9_-]{1,40}$/;

/** Reads the view from an address; what it does not understand is left out. */
export const gapViewIn = (search: string): GapView => {
  const parts = new URLSearchParams(search);
  const profile = shaped(profileForm, parts.get("profile")) ?? firstProfile;
  const beside = shaped(profileForm, parts.get("beside"));
  return {
    metric: gapMetrics.find((metric) => metric === parts.get("metric")) ?? "gap",
    profile,
    beside: beside === profile ? undefined : beside,
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
  if (view.state !== undefined) parts.set("state", view.state);
  if (view.county !== undefined) parts.set("county", view.county);
  const text = parts.toString();
  return text ? `?${text}` : "";
};
