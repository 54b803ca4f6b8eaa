/** Why no full answer came. What other systems do wrong is a value. */
export const failureReasons = [
  "dns",
  "refused",
  "tls",
  "timeout",
  "reset",
  "blocked",
  "too_large",
  "protocol",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Milliseconds. `dns` and `connect` (TLS included) are null on a connection that was kept open; `ttfb` counts from the start. */
export interface Timings {
  ms: number;
  dnsMs: number | null;
  connectMs: number | null;
  ttfbMs: number | null;
  ip: string | null;
}

export interface Answered extends Timings {
  kind: "answered";
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
  /** Bytes of body received; the connection was dropped there when `truncated`. */
  bytes: number;
  truncated: boolean;
}

export interface Failed extends Timings {
  kind: "failed";
  reason: FailureReason;
  message: string;
}

export type Outcome = Answered | Failed;

/** What an error of the socket, TLS, the parser or DNS means to whoever set up the webhook. */
export function explainFailure(error: unknown): { reason: FailureReason; message: string } {
  const code = codeOf(error);
  if (code === "BLOCKED") return { reason: "blocked", message: messageOf(error) };
  if (["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME", "EAI_FAIL"].includes(code))
    return { reason: "dns", message: messageOf(error) };
  if (code === "ECONNREFUSED") return { reason: "refused", message: "The connection was refused." };
  if (["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES"].includes(code))
    return { reason: "refused", message: `The host cannot be reached (${code}).` };
  if (["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].includes(code))
    return { reason: "timeout", message: "There was no answer in time." };
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW")
    return { reason: "too_large", message: "The headers of the answer are larger than 16 KB." };
  if (code.startsWith("HPE_") || code.startsWith("UND_ERR_INVALID") || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH")
    return { reason: "protocol", message: `The answer is not valid HTTP (${code}).` };
  if (isTls(code)) return { reason: "tls", message: `No secure connection: ${messageOf(error)} (${code}).` };
  if (["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ECONNABORTED", "UND_ERR_DESTROYED", "UND_ERR_CLOSED"].includes(code))
    return { reason: "reset", message: "The connection was broken off before the answer was complete." };
  return { reason: "protocol", message: `The request failed (${code || messageOf(error)}).` };
}

function isTls(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|CRL_)/.test(
    code,
  );
}

/** undici wraps: the reason may be a cause, or the first of several failed addresses. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string" && error.code !== "UND_ERR_SOCKET") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const inner = codeOf(error.cause);
  return inner || ("code" in error && typeof error.code === "string" ? error.code : "");
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
