import type { ErrorCode, FieldErrors } from "./app-error";

/** What a server action answers: a thrown error does not survive the trip to the browser, a value does. */
export type Result<T> =
  { ok: true; value: T } | { ok: false; error: { code: ErrorCode; message: string; fields: FieldErrors } };
