import type { FastifySchema } from "fastify";
import type { RouteAccess } from "./access/route-access.ts";
import { problems } from "./contract.ts";
import { statusOf, type ErrorCode } from "./errors.ts";
import { examples } from "./examples.ts";
import { problem } from "./problems.ts";

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Moves every schema with a title into `components.schemas` and leaves a reference, so that clients
 * get one named type each. Two different schemas under one title are a mistake.
 */
const hoistNamedSchemas = (paths: Json): { paths: Json; schemas: JsonObject } => {
  const named = new Map<string, Json>();
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const walked = Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, key === "examples" ? child : walk(child)]),
    );
    const { title, ...schema } = walked;
    if (typeof title !== "string" || !("type" in schema || "anyOf" in schema)) return walked;
    const known = named.get(title);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas are called ${title}.`);
    }
    named.set(title, schema);
    return { $ref: `#/components/schemas/${title}` };
  };
  return { paths: walk(paths), schemas: Object.fromEntries(named) };
};

/** The refusal that illustrates each status: of several codes the first. */
const refusals = new Map<number, ErrorCode>(
  (Object.keys(statusOf) as ErrorCode[])
    .toReversed()
    .map((code): [number, ErrorCode] => [statusOf[code], code]),
);

const illustrate = (body: Json | undefined, example: unknown): void => {
  if (!isObject(body) || !isObject(body["content"])) return;
  for (const media of Object.values(body["content"])) {
    if (isObject(media)) media["example"] = JSON.parse(JSON.stringify(example)) as Json;
  }
};

const isRefusal = ({ content }: JsonObject): boolean =>
  isObject(content) && "application/problem+json" in content;

const illustrateOperation = (operation: JsonObject): void => {
  const { operationId } = operation;
  const known = typeof operationId === "string" ? examples[operationId] : undefined;
  if (known?.request !== undefined) illustrate(operation["requestBody"], known.request);
  const responses = operation["responses"];
  if (!isObject(responses)) return;
  for (const [status, response] of Object.entries(responses)) {
    if (!isObject(response)) continue;
    const code = known?.refusals?.[Number(status)] ?? refusals.get(Number(status));
    if (code !== undefined && isRefusal(response)) {
      const refusal = problem(code);
      response["description"] = refusal.title;
      illustrate(response, refusal);
    } else if (known) {
      if (response["description"] === "Default Response") response["description"] = "The answer";
      illustrate(response, known.response);
    }
  }
};

/** The finished document: named schemas, an example for every operation and refusal. */
export const completeDocument = <Document extends { paths?: unknown; components?: unknown }>(
  document: Document,
): Document => {
  const given = JSON.parse(JSON.stringify(document.paths ?? {})) as Json;
  const { paths, schemas } = hoistNamedSchemas(given);
  for (const operations of isObject(paths) ? Object.values(paths) : []) {
    for (const operation of isObject(operations) ? Object.values(operations) : []) {
      if (isObject(operation)) illustrateOperation(operation);
    }
  }
  return { ...document, paths, components: { ...(document.components as object), schemas } };
};

const statusesOf = (schema: FastifySchema, access: RouteAccess): number[] => [
  ...((schema.params ?? schema.querystring ?? schema.body ?? schema.headers) ? [400] : []),
  ...(access === "anyone" ? [] : [401]),
  ...(typeof access === "object" || schema.body !== undefined ? [403] : []),
  ...(schema.body === undefined ? [] : [413, 415]),
  ...[429, 500, 503],
];

/** A route's schema with the refusals and the sign-in that follow from how it is registered. */
export const describeRoute = (
  schema: FastifySchema,
  access: RouteAccess,
  apiKeys = false,
): FastifySchema & { security?: Record<string, string[]>[] } => {
  const stated = (schema.response ?? {}) as Record<string, unknown>;
  return {
    ...schema,
    security: [
      ...(access === "anyone" ? [{}] : []),
      { session: [] },
      ...(apiKeys ? [{ apiKey: [] }] : []),
    ],
    response: { ...problems(...statusesOf(schema, access)), ...stated },
  };
};
