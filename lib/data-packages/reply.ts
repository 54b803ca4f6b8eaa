import type { PackageKind } from "./schema";

/** A call as it came in. */
export interface PullRequest {
  kind: PackageKind;
  method: string;
  key: string;
  /** Of a lookup: what is looked up, decoded. Null where it cannot be. */
  value: string | null;
  format: "json" | "csv";
  /** Asked for in another format: what is said to whoever proved that they may ask. */
  noFormat: Refusal | null;
  /** With the token, wherever it stood. */
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  ip: string;
}

/** What is answered: a refusal with words, or a text, or a file that is written while it is read. */
export type Reply = Refusal | Answer;

export interface Refusal {
  status: number;
  /** In one word, for machines. */
  error: string;
  message: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: 200 | 304;
  headers: Record<string, string>;
  body: string | AsyncGenerator<Uint8Array | string, void, undefined> | null;
  /** Null until the file is written; `counted` knows it then. */
  rows: number | null;
  counted?: { rows: number };
  subject?: { id: string; label: string };
}

export function isRefusal(reply: Reply): reply is Refusal {
  return "error" in reply;
}

export function refuse(status: number, error: string, message: string): Refusal {
  return { status, error, message };
}

/** A text with its tag: 304 where the caller has it already. */
export function tagged(
  request: PullRequest,
  { etag, modified, body, rows, next = null }: Tagged,
): Omit<Answer, "subject" | "counted"> {
  const headers = {
    etag,
    "last-modified": modified.toUTCString(),
    "content-type": contentTypes[request.format],
    // CSV has no place for it.
    ...(next !== null && { "x-next-cursor": next }),
  };
  return hasTag(request, etag) ? { status: 304, headers, body: null, rows: 0 } : { status: 200, headers, body, rows };
}

interface Tagged {
  etag: string;
  modified: Date;
  body: Answer["body"];
  rows: number | null;
  /** Where the next page begins. */
  next?: string | null;
}

/** RFC 9110, 13.1.2: compared weakly. */
export function hasTag({ headers }: Pick<PullRequest, "headers">, etag: string): boolean {
  const given = headers["if-none-match"]?.trim();
  if (!given) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return given === "*" || given.split(",").some((tag) => bare(tag) === bare(etag));
}

export const contentTypes = { json: "application/json; charset=utf-8", csv: "text/csv; charset=utf-8" } as const;
