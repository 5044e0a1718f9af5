import { Ajv, type AnySchema, type ErrorObject } from "ajv";
import formats from "ajv-formats";
import type { FastifySchemaCompiler } from "fastify";

const build = (coerceTypes: boolean | "array", allErrors: boolean) => {
  const ajv = new Ajv({
    coerceTypes,
    allErrors,
    useDefaults: true,
    removeAdditional: false,
    strict: false,
    // A mistake carries what was given, so that a code that is not known can be named.
    verbose: true,
  });
  formats.default(ajv);
  return ajv;
};

// A body says what it means: "15" is not an age. In a URL everything is text.
const firstOfBody = build(false, false);
const allOfBody = build(false, true);
const ofUrl = build("array", false);

const mostValues = 1000;

/** Whether a body holds more values than a person's mistakes are looked for in. */
const isLarge = (body: unknown): boolean => {
  const waiting: unknown[] = [body];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen + waiting.length > mostValues) return true;
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    const values: unknown[] = Object.values(value);
    if (values.length > mostValues) return true;
    waiting.push(...values);
  }
  return false;
};

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Finds the first mistake in a body and, unless it is large, then all: few are worth much time. */
const compileBody = (schema: AnySchema): Validator => {
  const first = firstOfBody.compile(schema);
  const all = allOfBody.compile(schema);
  const validate: Validator = (body) => {
    if (first(body)) return true;
    validate.errors = first.errors ?? [];
    if (!isLarge(body) && !all(body)) validate.errors = all.errors ?? [];
    return false;
  };
  return validate;
};

/** Compiles a route's schemas: bodies strictly, URLs and headers with text turned into numbers. */
export const validatorCompiler: FastifySchemaCompiler<AnySchema> = ({ schema, httpPart }) =>
  httpPart === "body" ? compileBody(schema) : ofUrl.compile(schema);
