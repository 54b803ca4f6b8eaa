export type RawUrl = {
  /** As sent, never decoded. */
  path: string;
  /** As sent, without any `token`; no question mark. */
  query: string;
  /** The credential of a listener URL: the last `token` of the query. */
  token: string | null;
};

/**
 * Takes a request target apart without decoding its path, and takes the token out before anything can log it. Null for
 * anything that is not a path of ours (`*`, `http://other/`, broken percent-encoding is the caller's question).
 */
export function parseRawUrl(target: string): RawUrl | null {
  if (!target.startsWith("/")) return null;
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const pairs = mark < 0 ? [] : target.slice(mark + 1).split("&");
  const tokens = pairs.filter(isToken);
  const token = tokens.length > 0 ? new URLSearchParams(tokens.at(-1)).get(nameOf(tokens.at(-1) ?? "")) : null;
  return { path, query: pairs.filter((pair) => !isToken(pair)).join("&"), token };
}

/** True if every percent sign of the path begins a byte and the bytes are UTF-8. */
export function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isToken(pair: string): boolean {
  return nameOf(pair).toLowerCase() === "token";
}

/** The name as a form decoder would read it, so that `%74oken` hides nothing. */
function nameOf(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? "";
}
