/** JSON with an indent of two, its numbers and strings as they were written; null when the text is not JSON. */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    // There is no other way to ask.
    return null;
  }
  let depth = 0;
  let pretty = "";
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === "{" || piece === "[") pretty += piece + lineAt(++depth);
    else if (piece === "}" || piece === "]") pretty += lineAt(--depth) + piece;
    else if (piece === ",") pretty += piece + lineAt(depth);
    else if (piece === ":") pretty += ": ";
    else if (isEmptyPair(piece)) pretty += piece.charAt(0) + piece.slice(-1);
    else pretty += piece;
  }
  return pretty;
}

const pieces = /"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|[^\s{}[\],:"]+/g;

function isEmptyPair(piece: string): boolean {
  return /^[{[]/.test(piece);
}

function lineAt(depth: number): string {
  return `\n${"  ".repeat(depth)}`;
}
