/** Stable codes of refusals and the HTTP status each is answered with. */
export const statusOf = {
  invalid_input: 400,
  malformed_json: 400,
  unknown_place: 400,
  observed_in_future: 400,
  unreadable_csv: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  forbidden: 403,
  second_factor_required: 403,
  sign_in_too_old: 403,
  foreign_origin: 403,
  not_found: 404,
  link_unknown: 404,
  conflict: 409,
  idempotency_key_reused: 409,
  hold_moved: 409,
  accepted_elsewhere: 409,
  too_many_holds: 409,
  intake_paused: 409,
  program_inactive: 409,
  without_beds: 409,
  need_excluded: 409,
  link_used: 409,
  link_expired: 410,
  link_revoked: 410,
  link_person_left: 410,
  version_changed: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** One mistake in what was sent: a JSON pointer-like `path` and a sentence. */
export interface InputError {
  path: string;
  message: string;
  /** A stable code, where a screen has words of its own for the mistake. */
  reason?: string;
  /** Codes to give in its place. */
  instead?: string[];
}

/** A refusal: a sentence for a person, a code for a machine. Rules throw it and know no HTTP. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: { errors?: InputError[]; state?: string };

  constructor(code: ErrorCode, message: string, details: DomainError["details"] = {}) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

/** The one refusal for what does not exist and for what this viewer may not know of. */
export const notFound = () => new DomainError("not_found", "There is nothing here.");

/** Refuses input at `path` with a sentence, and with a code where screens word it themselves. */
export const invalid = (path: string, message: string, reason?: string) =>
  new DomainError("invalid_input", message, {
    errors: [{ path, message, ...(reason !== undefined && { reason }) }],
  });
