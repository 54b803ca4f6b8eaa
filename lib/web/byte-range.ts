/** Bytes of a file, `to` not among them. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * The one range that a request asks for. Null where it asks for all: by no range, by several, by something that is none, or if what it
 * has is of another file than `etag`, which is quoted. `outside` when the file has no such byte.
 */
export function readRange(headers: Headers, bytes: number, etag: string): ByteRange | "outside" | null {
  const ifRange = headers.get("if-range");
  if (ifRange !== null && ifRange !== etag) return null;
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get("range")?.trim() ?? "") ?? [];
  if (first === "" && last === "") return null;
  const range =
    first === ""
      ? { from: Math.max(bytes - Number(last), 0), to: bytes }
      : { from: Number(first), to: last === "" ? bytes : Math.min(Number(last) + 1, bytes) };
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  return range.from >= bytes ? "outside" : range;
}
