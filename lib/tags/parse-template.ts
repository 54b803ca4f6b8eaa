import { findTagEnd, parseTag } from "./parse-tag";
import type { Problem, Tag, Template, TextSegment } from "./template";

/**
 * Reads `((path))` and `((path|formatter:arg|…))` out of text, in linear time. `\((` is a literal `((`, a `((` that never ends stays
 * text, and of more than two opening parentheses the last two open the tag: `(((x)))` prints `(` value `)`. Never throws.
 */
export function parseTemplate(text: string): Template {
  const segments: (TextSegment | Tag)[] = [];
  const tags: Tag[] = [];
  const problems: Problem[] = [];
  let literal = "";
  let literalFrom = 0;
  let at = 0;

  const endLiteral = (to: number) => {
    if (literal !== "") segments.push({ kind: "text", text: literal, from: literalFrom, to });
    literal = "";
  };
  const keep = (to: number) => {
    literal += text.slice(at, to);
    at = to;
  };

  while (at < text.length) {
    const open = text.indexOf("((", at);
    if (open < 0) break;
    if (open > at && text[open - 1] === "\\") {
      keep(open - 1);
      literal += "((";
      at = open + 2;
      continue;
    }
    if (text[open + 2] === "(") {
      keep(open + 1);
      continue;
    }
    const end = findTagEnd(text, open);
    if (end.kind === "open") break;
    if (end.kind === "reopened") {
      keep(text[end.at - 1] === "\\" ? end.at - 1 : end.at);
      continue;
    }
    keep(open);
    const read = parseTag(text, open, end.at);
    if ("kind" in read) {
      endLiteral(open);
      segments.push(read);
      tags.push(read);
      at = end.at + 2;
      literalFrom = at;
    } else {
      problems.push(read);
      keep(end.at + 2);
    }
  }
  keep(text.length);
  endLiteral(text.length);
  return { segments, tags, problems };
}
