import type { FastifyError, FastifyInstance, FastifyReply, FastifyServerOptions } from "fastify";
import { isDatabaseAway } from "../db/database-away.ts";
import { isUnstorableText } from "../db/unstorable-text.ts";
import { inputErrors } from "./input-errors.ts";
import { DomainError, statusOf, type ErrorCode, type InputError } from "./errors.ts";

const titles: Record<ErrorCode, string> = {
  invalid_input: "Something in what was sent is not right.",
  malformed_json: "The body is not JSON.",
  unknown_place: "That place is not known.",
  observed_in_future: "A count cannot come from the future.",
  unreadable_csv: "That file cannot be read as counts.",
  not_signed_in: "Sign in first.",
  wrong_credentials: "That sign-in is not right.",
  forbidden: "Your role may not do this.",
  second_factor_required: "Set your second factor first.",
  sign_in_too_old: "You signed in too long ago for this.",
  foreign_origin: "This request came from another site.",
  not_found: "There is nothing here.",
  conflict: "That is not possible as things stand.",
  idempotency_key_reused: "This Idempotency-Key was used for something else.",
  hold_moved: "The hold is no longer where that is possible.",
  accepted_elsewhere: "Another program accepted first.",
  too_many_holds: "You have as many holds as one person may.",
  intake_paused: "This program takes nobody in at present.",
  program_inactive: "This program is no longer active.",
  without_beds: "This program has no beds.",
  need_excluded: "This program does not take such a child.",
  link_unknown: "This link is none of ours.",
  link_used: "This link was used already.",
  link_expired: "This link has run out.",
  link_revoked: "This link was withdrawn.",
  link_person_left: "This link was for somebody who has left.",
  version_changed: "The count has changed since you read it.",
  body_too_large: "That is too large.",
  unsupported_media_type: "Send JSON.",
  too_many_requests: "Too many requests; wait a moment.",
  internal: "Something went wrong here.",
  unavailable: "This cannot be answered right now.",
};

interface More {
  detail?: string;
  errors?: InputError[];
  state?: string;
}

/** The body of a refusal. */
export const problem = (code: ErrorCode, more: More = {}) => ({
  type: `urn:harborlight:problem:${code}`,
  title: titles[code],
  status: statusOf[code],
  code,
  ...more,
});

const contentType = "application/problem+json; charset=utf-8";

const send = (reply: FastifyReply, code: ErrorCode, more?: More) =>
  reply
    .status(statusOf[code])
    .header("content-type", contentType)
    .header("cache-control", "no-store")
    .send(JSON.stringify(problem(code, more)));

const codeOfFramework: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_BODY_TOO_LARGE: "body_too_large",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed_json",
  FST_ERR_CTP_INVALID_JSON_BODY: "malformed_json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed_json",
};

const codeOfStatus: Record<number, ErrorCode> = {
  401: "not_signed_in",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "body_too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
  503: "unavailable",
};

const codeOf = (error: FastifyError): ErrorCode => {
  const known = codeOfFramework[error.code] ?? codeOfStatus[error.statusCode ?? 500];
  if (known) return known;
  if (isDatabaseAway(error)) return "unavailable";
  if (isUnstorableText(error)) return "invalid_input";
  if (error.statusCode === undefined || error.statusCode < 400 || error.statusCode >= 500) {
    return "internal";
  }
  return error instanceof SyntaxError ? "malformed_json" : "invalid_input";
};

/** Answers every refusal and failure as RFC 9457 problem details. */
export const answerProblems = (app: FastifyInstance): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof DomainError) {
      return send(reply, error.code, { detail: error.message, ...error.details });
    }
    if (error.validation) return send(reply, "invalid_input", { errors: inputErrors(error) });
    const code = codeOf(error);
    if (code === "internal") request.log.error({ err: error }, "request failed");
    if (code === "unavailable") request.log.warn({ err: error }, "request could not be served");
    return send(reply, code);
  });
  app.setNotFoundHandler((_request, reply) => send(reply, "not_found"));
};

/** Answers, before a route is found, an address that cannot be read. */
export const answerUnreadableUrl: NonNullable<FastifyServerOptions["frameworkErrors"]> = (
  _error,
  _request,
  reply,
) => {
  reply.hijack();
  const errors = [{ path: "url", message: "must be a readable address" }];
  const body = JSON.stringify(problem("invalid_input", { errors }));
  reply.raw.writeHead(statusOf.invalid_input, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
  });
  reply.raw.end(body);
};

/** Answers, on the bare socket, what is not HTTP or took too long to arrive. */
export const answerClientError: NonNullable<FastifyServerOptions["clientErrorHandler"]> = (
  error,
  socket,
) => {
  if (error.code === "ECONNRESET" || !socket.writable) return;
  const body = JSON.stringify(
    problem("invalid_input", { detail: "This is not a request that can be read." }),
  );
  socket.end(
    [
      "HTTP/1.1 400 Bad Request",
      "Connection: close",
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Content-Type: ${contentType}`,
      "",
      body,
    ].join("\r\n"),
  );
};
