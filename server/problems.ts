import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { DomainError, statusOf, type ErrorCode, type InputError } from "./errors.ts";

const titles: Record<ErrorCode, string> = {
  invalid_input: "Something in what was sent is not right.",
  malformed_json: "The body is not JSON.",
  unknown_place: "That place is not known.",
  observed_in_future: "A count cannot come from the future.",
  not_signed_in: "Sign in first.",
  wrong_credentials: "That sign-in is not right.",
  forbidden: "Your role may not do this.",
  foreign_origin: "This request came from another site.",
  not_found: "There is nothing here.",
  conflict: "That is not possible as things stand.",
  idempotency_key_reused: "This Idempotency-Key was used for something else.",
  version_changed: "The count has changed since you read it.",
  body_too_large: "That is too large.",
  unsupported_media_type: "Send JSON.",
  too_many_requests: "Too many requests; wait a moment.",
  internal: "Something went wrong here.",
  unavailable: "This cannot be answered right now.",
};

const send = (
  reply: FastifyReply,
  code: ErrorCode,
  detail: string | undefined,
  more: { errors?: InputError[]; state?: string } = {},
) =>
  reply
    .status(statusOf[code])
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(
      JSON.stringify({
        type: `urn:harborlight:problem:${code}`,
        title: titles[code],
        status: statusOf[code],
        code,
        ...(detail === undefined ? {} : { detail }),
        ...more,
      }),
    );

const codeOfFramework: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_BODY_TOO_LARGE: "body_too_large",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed_json",
  FST_ERR_CTP_INVALID_JSON_BODY: "malformed_json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed_json",
};

const codeOf = (error: FastifyError): ErrorCode => {
  const known = codeOfFramework[error.code];
  if (known) return known;
  if (error.statusCode === 429) return "too_many_requests";
  if (error.statusCode === 503) return "unavailable";
  if (error.statusCode === 413) return "body_too_large";
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return error instanceof SyntaxError ? "malformed_json" : "invalid_input";
  }
  return "internal";
};

const inputErrors = (error: FastifyError): InputError[] =>
  (error.validation ?? []).map((mistake) => {
    const property = mistake.params["additionalProperty"] ?? mistake.params["missingProperty"];
    const path = `${error.validationContext ?? "body"}${mistake.instancePath}`;
    return {
      path: typeof property === "string" ? `${path}/${property}` : path,
      message: mistake.message ?? "is not right",
    };
  });

/** Answers every refusal and failure as RFC 9457 problem details. */
export const answerProblems = (app: FastifyInstance): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof DomainError) return send(reply, error.code, error.message, error.details);
    if (error.validation) {
      return send(reply, "invalid_input", undefined, { errors: inputErrors(error) });
    }
    const code = codeOf(error);
    if (code === "internal") request.log.error({ err: error }, "request failed");
    return send(reply, code, undefined);
  });
  app.setNotFoundHandler((_request, reply) => send(reply, "not_found", undefined));
};
