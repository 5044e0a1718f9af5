import type { FastifyError } from "fastify";
import type { InputError } from "./errors.ts";

const mostErrors = 20;
const longestPath = 200;
const longestName = 40;

type Mistake = NonNullable<FastifyError["validation"]>[number];

const pointer = (property: string) => property.replaceAll("~", "~0").replaceAll("/", "~1");

const endOf = ({ params }: Mistake): string => {
  const property = params["additionalProperty"] ?? params["missingProperty"];
  return typeof property === "string" ? `/${pointer(property)}` : "";
};

/** What is wrong, in words; a code that is not known is named beside those that are. */
const messageOf = (mistake: Mistake): string => {
  const { allowedValues } = mistake.params;
  if (!Array.isArray(allowedValues)) return mistake.message ?? "is not right";
  const given: unknown = Reflect.get(mistake, "data");
  const name = typeof given === "string" ? `"${given.slice(0, longestName)}" is not` : "must be";
  return `${name} one of: ${allowedValues.join(", ")}`;
};

/** The path of each mistake, once each, and no more of them than a person can use. */
export const inputErrors = (error: FastifyError): InputError[] => {
  const messages = new Map<string, string>();
  for (const mistake of error.validation ?? []) {
    const path = `${error.validationContext ?? "body"}${mistake.instancePath}${endOf(mistake)}`;
    const shown = path.slice(0, longestPath);
    if (!messages.has(shown)) messages.set(shown, messageOf(mistake));
    if (messages.size === mostErrors) break;
  }
  return [...messages].map(([path, message]) => ({ path, message }));
};
