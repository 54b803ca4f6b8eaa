/** Every failure we mean to show. One word each, one HTTP status each, one place that says so. */
export const statusOf = {
  invalid: 422,
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  /** Somebody else saved it meanwhile. */
  stale: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** Messages by field path (`actions.0.url`), in words a project manager can act on. */
export type FieldErrors = Record<string, string>;

/**
 * A failure with a message fit for the person at the screen. Thrown by commands and queries, translated once by the doors in
 * `lib/web`. Anything else that is thrown is a bug and reaches nobody but the log.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors;

  constructor(code: ErrorCode, message: string, fields: FieldErrors = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return statusOf[this.code];
  }
}
