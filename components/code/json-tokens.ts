export type JsonTokenKind = "key" | "string" | "number" | "word" | "text";

export interface JsonToken {
  kind: JsonTokenKind;
  text: string;
}

/** Cuts JSON, or nearly JSON, into coloured pieces. Joined again they are the input, whatever it was. */
export function jsonTokens(source: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let last = 0;
  for (const match of source.matchAll(pattern)) {
    if (match.index > last) tokens.push({ kind: "text", text: source.slice(last, match.index) });
    const { string, colon = "", number, word } = match.groups ?? {};
    if (string !== undefined) {
      tokens.push({ kind: colon ? "key" : "string", text: string });
      if (colon) tokens.push({ kind: "text", text: colon });
    } else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else tokens.push({ kind: "word", text: word ?? "" });
    last = match.index + match[0].length;
  }
  if (last < source.length) tokens.push({ kind: "text", text: source.slice(last) });
  return tokens;
}

const pattern =
  /(?<string>"(?:[^"\\\n]|\\.)*")(?<colon>\s{0,9}:)?|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<word>\b(?:true|false|null)\b)/g;
