import { placeOf } from "./place";
import { readJson, type JsonProblem, type JsonRead } from "./read";

/** What one body may hold at most. Checked while reading, before anything of that size is built. */
export const jsonLimits = { bytes: 1_048_576, depth: 64, keys: 10_000 } as const;

/**
 * Reads a body of unknown origin as JSON (RFC 8259): strict UTF-8, a byte order mark tolerated, within `jsonLimits`.
 * Of a member that comes twice the last counts, and its name is told.
 */
export function parseJson(bytes: Uint8Array): JsonRead {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  return readJson(decoded.text, jsonLimits);
}

function decode(bytes: Uint8Array): { ok: true; text: string } | { ok: false; problem: JsonProblem } {
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder("utf-8").decode(bytes);
    const { line, column, excerpt } = placeOf(text, Math.max(0, text.indexOf("\uFFFD")));
    return {
      ok: false,
      problem: { message: "The body is not UTF-8 here. Send JSON as UTF-8.", line, column, excerpt },
    };
  }
}
