import { Type, type TProperties, type TSchema } from "typebox";
import {
  circumstances,
  genders,
  kinds,
  languageModes,
  policies,
  reportSources,
  services,
  visibilities,
} from "../db/codes.ts";

/** A schema for one code of a typed list; `title` names it in the OpenAPI document. */
export const Coded = <const T extends readonly string[]>(
  title: string,
  codes: T,
  description: string,
) => Type.Unsafe<T[number]>({ type: "string", enum: [...codes], title, description });

/** An object of the wire that the OpenAPI document and the web client know by `title`. */
export const Named = <P extends TProperties>(title: string, properties: P) =>
  Type.Object(properties, { title });

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Uuid = Type.String({
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  maxLength: 36,
  description: "UUIDv7",
});
export const Timestamp = Type.String({ format: "date-time", description: "RFC 3339, UTC" });
export const Zip = Type.String({ pattern: "^[0-9]{5}$", maxLength: 5, description: "US ZIP code" });
export const CountyFips = Type.String({
  pattern: "^[0-9]{5}$",
  maxLength: 5,
  description: "County FIPS code, five digits",
});
export const StateCode = Type.String({ pattern: "^[A-Z]{2}$", maxLength: 2, description: "USPS" });
export const LanguageCode = Type.String({
  pattern: "^[a-z]{3}$",
  maxLength: 3,
  description: "ISO 639-3",
});
export const Age = Type.Integer({ minimum: 0, maximum: 25, description: "Whole years" });
export const Latitude = Type.Number({ minimum: -90, maximum: 90 });
export const Longitude = Type.Number({ minimum: -180, maximum: 180 });

export const KindCode = Coded("Kind", kinds, "Kind of program");
export const GenderCode = Coded("Gender", genders, "Gender");
export const CircumstanceCode = Coded(
  "Circumstance",
  circumstances,
  "Circumstance that decides many refusals",
);
export const PolicyCode = Coded(
  "Policy",
  [...policies, "unknown"] as const,
  "Policy; unknown: never stated",
);
export const ServiceCode = Coded("Service", services, "Service");
export const VisibilityCode = Coded("Visibility", visibilities, "Visibility of the site");
export const LanguageModeCode = Coded("LanguageMode", languageModes, "How the language is served");
export const ReportSourceCode = Coded("ReportSource", reportSources, "Channel of the bed report");

export const freshnesses = ["fresh", "aging", "stale", "never"] as const;
export const FreshnessCode = Coded(
  "Freshness",
  freshnesses,
  "Age of the count: fresh within 4 h, aging within 12 h, stale older, never reported",
);

/** RFC 9457 problem details, with a stable `code`. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    state: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String(),
          message: Type.String(),
          reason: Type.Optional(
            Type.String({ description: "A stable code, where there is more than one for a path" }),
          ),
          instead: Type.Optional(
            Type.Array(Type.String(), { description: "Codes to give in its place" }),
          ),
        }),
      ),
    ),
  },
  { title: "Problem", description: "RFC 9457 problem details" },
);

/** The refusals that any operation may answer with, for a route's `response` schema. */
export const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: "Problem", content: { "application/problem+json": { schema: Problem } } },
    ]),
  );
