import { accessExamples } from "./access/examples.ts";

/** What an operation is sent and answers, true to its schemas. */
export interface Example {
  request?: unknown;
  response: unknown;
}

/** An example for every operation of the OpenAPI document, by operationId. */
export const examples: Readonly<Record<string, Example>> = { ...accessExamples };
