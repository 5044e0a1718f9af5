import type { Expression } from "./filter-language.ts";
import { Refusal } from "./refusal.ts";

export type Document = Readonly<Record<string, unknown>>;

/** A value as filters, facets and orders see it: blanks cut, compatibility forms and capitals plain. */
export const normalized = (value: string): string => value.trim().normalize("NFKD").toLowerCase();

const scalars = (value: unknown): (string | number)[] => {
  if (Array.isArray(value)) return value.flatMap(scalars);
  if (typeof value === "string" || typeof value === "number") return [value];
  return typeof value === "boolean" ? [String(value)] : [];
};

export const valuesOf = (document: Document, field: string): (string | number)[] =>
  scalars(document[field]);

/** A document as it is read: of the digits of a number, Meilisearch takes the last ones for others. */
export const asRead = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "number" ? Number(part.toPrecision(16)) : part,
  ) as Value;

const earthMetres = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

interface Geo {
  lat: number;
  lng: number;
}

export const geoOf = (document: Document): Geo | undefined => {
  const geo = document["_geo"] as Geo | null | undefined;
  return geo ?? undefined;
};

export const metresBetween = (a: Geo, b: Geo): number => {
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2;
  return 2 * earthMetres * Math.asin(Math.sqrt(Math.min(1, half)));
};

const equals = (stored: string | number, asked: string): boolean =>
  typeof stored === "number"
    ? asked.trim() !== "" && stored === Number(asked)
    : normalized(stored) === normalized(asked);

const compares = (stored: string | number, operator: string, asked: string): boolean => {
  const [a, b] =
    typeof stored === "number" ? [stored, Number(asked)] : [normalized(stored), normalized(asked)];
  if (operator === ">") return a > b;
  if (operator === ">=") return a >= b;
  return operator === "<" ? a < b : a <= b;
};

/** Whether a document satisfies a filter. */
export const satisfies = (document: Document, expression: Expression): boolean => {
  switch (expression.kind) {
    case "and":
      return expression.parts.every((part) => satisfies(document, part));
    case "or":
      return expression.parts.some((part) => satisfies(document, part));
    case "not":
      return !satisfies(document, expression.inner);
    case "exists":
      return expression.field in document;
    case "in":
      return valuesOf(document, expression.field).some((stored) =>
        expression.values.some((value) => equals(stored, value)),
      );
    case "radius": {
      const geo = geoOf(document);
      return geo !== undefined && metresBetween(geo, expression) <= expression.metres;
    }
    case "compare": {
      const { field, operator, value } = expression;
      const stored = valuesOf(document, field);
      if (operator === "=") return stored.some((one) => equals(one, value));
      if (operator === "!=") return !stored.some((one) => equals(one, value));
      return stored.some((one) => compares(one, operator, value));
    }
  }
};

const refuseGeo = (id: string) =>
  new Refusal(
    400,
    "invalid_document_geo_field",
    `The \`_geo\` field in the document with the id: \`"${id}"\` is not an object with \`lat\` and \`lng\`.`,
  );

/** Refuses documents that a task of Meilisearch fails on. */
export const checkDocument = (document: Document, primaryKey: string): string => {
  const given = document[primaryKey];
  const id = typeof given === "number" ? String(given) : given;
  if (id === undefined) {
    throw new Refusal(
      400,
      "missing_document_id",
      `Document doesn't have a \`${primaryKey}\` attribute: \`${JSON.stringify(document)}\`.`,
    );
  }
  if (typeof id !== "string" || !/^[a-zA-Z0-9_-]{1,511}$/.test(id)) {
    throw new Refusal(
      400,
      "invalid_document_id",
      `Document identifier \`${JSON.stringify(id)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than 511 bytes.`,
    );
  }
  const geo = document["_geo"];
  if (geo !== undefined && geo !== null) {
    const { lat, lng } = geo as Partial<Geo>;
    if (!Number.isFinite(lat) || !Number.isFinite(lng)) throw refuseGeo(id);
  }
  return id;
};
