import { findTagEnd, parseTag } from "./parse-tag";
import { parseTemplate } from "./parse-template";
import { moveTemplate, type Problem, type Tag, type Template } from "./template";

export interface Position {
  from: number;
  to: number;
}

/** `template` is there where a string holds `((`; its offsets are those of the whole body. */
export type JsonToken =
  | ({ kind: "punctuation"; char: string } & Position)
  | ({ kind: "string"; template?: Template } & Position)
  | ({ kind: "scalar" } & Position)
  | ({ kind: "tag"; tag: Tag } & Position);

const SPACE = /[ \t\n\r]*/y;
const WORD = /[^\s,:{}[\]"()]+/y;
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const SHORT_ESCAPES: Record<string, string> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  "/": "/",
  "\\": "\\",
  '"': '"',
};

/** The words of a JSON body with tags, up to the first that is none. Linear time. */
export function readJsonTokens(text: string): { tokens: JsonToken[]; problem?: Problem } {
  const tokens: JsonToken[] = [];
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
    if (at >= text.length) return { tokens };
    const token = readToken(text, at);
    if ("message" in token) return { tokens, problem: token };
    tokens.push(token);
    at = token.to;
  }
}

function readToken(text: string, at: number): JsonToken | Problem {
  const char = text.charAt(at);
  if ("{}[],:".includes(char)) return { kind: "punctuation", char, from: at, to: at + 1 };
  if (char === '"') return readString(text, at);
  if (text.startsWith("((", at) && text[at + 2] !== "(") return readBareTag(text, at);
  WORD.lastIndex = at;
  const to = WORD.test(text) ? WORD.lastIndex : at + 1;
  const word = text.slice(at, to);
  if (SCALAR.test(word)) return { kind: "scalar", from: at, to };
  const shown = word.slice(0, 40);
  const hint = char === "'" ? "JSON puts text in double quotes." : "Text stands in double quotes.";
  return { from: at, to, message: `${shown} is not JSON. ${hint}` };
}

function readBareTag(text: string, from: number): JsonToken | Problem {
  const end = findTagEnd(text, from);
  if (end.kind !== "closed") return { from, to: from + 2, message: "This tag has no end. Close it with ))." };
  const tag = parseTag(text, from, end.at);
  return "kind" in tag ? { kind: "tag", tag, from, to: tag.to } : tag;
}

/** A string literal. `\((` is taken as well as `\\((`, since it is what the tag language says. */
function readString(text: string, from: number): JsonToken | Problem {
  let value = "";
  const offsets: number[] = [];
  const mayHoldTags = (char: string) => {
    value += char;
    for (let unit = 0; unit < char.length; unit++) offsets.push(at);
  };
  let at = from + 1;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      offsets.push(at);
      if (!value.includes("((")) return { kind: "string", from, to: at + 1 };
      return {
        kind: "string",
        template: moveTemplate(parseTemplate(value), (offset) => offsets[offset] ?? at),
        from,
        to: at + 1,
      };
    }
    if (char < " ") {
      const isBreak = char === "\n" || char === "\r";
      const message = isBreak
        ? "This text has no closing quote in its line. A line break in JSON text is written \\n."
        : "Write this control character as an escape, such as \\t.";
      return { from: isBreak ? from : at, to: at + 1, message };
    }
    if (char !== "\\") {
      mayHoldTags(char);
      continue;
    }
    const next = text.charAt(at + 1);
    const short = SHORT_ESCAPES[next];
    if (short !== undefined) {
      mayHoldTags(short);
      at += 1;
    } else if (next === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
      mayHoldTags(String.fromCharCode(parseInt(text.slice(at + 2, at + 6), 16)));
      at += 5;
    } else if (next === "(" && text[at + 2] === "(") {
      mayHoldTags("\\");
    } else {
      return {
        from: at,
        to: Math.min(at + 2, text.length),
        message: "JSON knows no such escape. Write \\\\ for a backslash.",
      };
    }
  }
  return { from, to: text.length, message: "This text has no closing quote." };
}
