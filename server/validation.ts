import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { FastifySchemaCompiler } from "fastify";

const build = (coerceTypes: boolean | "array", allErrors: boolean) => {
  const ajv = new Ajv({
    coerceTypes,
    allErrors,
    useDefaults: true,
    removeAdditional: false,
    strict: false,
  });
  formats.default(ajv);
  return ajv;
};

// A body says what it means: "15" is not an age. In a URL everything is text.
const bodies = build(false, true);
const urls = build("array", false);

/** Compiles a route's schemas: bodies strictly, URLs and headers with text turned into numbers. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === "body" ? bodies : urls).compile(schema);
