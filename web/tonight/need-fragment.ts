import { circumstanceValues, genderValues, kindValues } from "../api/schema.ts";
import { coarsePosition, emptyDraft, type Avoid, type Draft, type From } from "./need.ts";

const placeOf = (place: { zip: string } | { county: string }) =>
  "zip" in place ? `zip:${place.zip}` : `county:${place.county}`;

const fromText = (from: From) =>
  "lat" in from ? `at:${from.lat.toFixed(2)},${from.lon.toFixed(2)}` : placeOf(from);

/** Writes a need for the part of the address behind `#`, which never reaches a server. */
export const needToFragment = (draft: Draft): string => {
  const parts = new URLSearchParams();
  const put = (name: string, value: string | undefined) => {
    if (value) parts.set(name, value);
  };
  put("age", draft.age?.toString());
  put("gender", draft.gender);
  put("languages", draft.languages.join("."));
  put("interpreter", draft.interpreter ? "yes" : undefined);
  put("from", draft.from && fromText(draft.from));
  put("circumstances", draft.circumstances.join("."));
  put("avoid", draft.avoid.map((avoid) => `${placeOf(avoid)}:${avoid.miles}`).join("."));
  put("kinds", draft.kinds.join("."));
  put("within", draft.withinMiles?.toString());
  put("dedicated", draft.dedicatedOnly ? "yes" : undefined);
  return parts.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
};

const known = <T extends string>(text: string | null, codes: readonly T[]): T[] => {
  const wanted = new Set(text?.split("."));
  return codes.filter((code) => wanted.has(code));
};

const whole = (text: string | null, most: number): number | undefined =>
  text !== null && /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : undefined;

const avoidOf = (text: string): Avoid | undefined => {
  const [, kind, code = "", miles] = /^(zip|county):(\d{5}):(\d{1,3})$/.exec(text) ?? [];
  if (kind === undefined || Number(miles) > 500) return undefined;
  return kind === "zip"
    ? { zip: code, miles: Number(miles) }
    : { county: code, miles: Number(miles) };
};

const fromOf = (text: string): From | undefined => {
  const [, kind, code = ""] = /^(zip|county):(\d{5})$/.exec(text) ?? [];
  if (kind !== undefined) return kind === "zip" ? { zip: code } : { county: code };
  const [, lat, lon] = /^at:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(text) ?? [];
  if (lat === undefined || Math.abs(Number(lat)) > 90 || Math.abs(Number(lon)) > 180) {
    return undefined;
  }
  return coarsePosition(Number(lat), Number(lon));
};

/** Reads what `needToFragment` wrote; whatever is not a need's is left out. */
export const needFromFragment = (fragment: string): Draft => {
  const parts = new URLSearchParams(fragment);
  const words = (name: string) => parts.get(name)?.split(".") ?? [];
  const languages = words("languages").filter((code) => /^[a-z]{3}$/.test(code));
  return {
    ...emptyDraft,
    age: whole(parts.get("age"), 25),
    gender: known(parts.get("gender"), genderValues)[0],
    languages: [...new Set(languages)].slice(0, 5),
    interpreter: parts.get("interpreter") === "yes",
    from: fromOf(parts.get("from") ?? ""),
    circumstances: known(parts.get("circumstances"), circumstanceValues),
    avoid: words("avoid")
      .flatMap((text) => avoidOf(text) ?? [])
      .slice(0, 10),
    kinds: known(parts.get("kinds"), kindValues),
    withinMiles: whole(parts.get("within"), 3000),
    dedicatedOnly: parts.get("dedicated") === "yes",
  };
};
