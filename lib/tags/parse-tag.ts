import type { FormatterArg, FormatterCall, Problem, Tag } from "./template";

const SPACE = /\s*/y;
const PATH = /[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;

export type TagEnd = { kind: "closed"; at: number } | { kind: "reopened"; at: number } | { kind: "open" };

/**
 * Where the tag opened at `open` ends: the offset of its `))`, of a new `((` before it, or nowhere. Quotes count only where an
 * argument may stand, so an apostrophe in prose cannot swallow the text. Reads each character once.
 */
export function findTagEnd(text: string, open: number): TagEnd {
  let argumentMayStart = false;
  for (let at = open + 2; at < text.length; at++) {
    const char = text[at] ?? "";
    if (argumentMayStart && (char === '"' || char === "'")) {
      const end = endOfQuote(text, at);
      if (end < 0) {
        const close = text.indexOf("))", at);
        return close < 0 ? { kind: "open" } : { kind: "closed", at: close };
      }
      at = end - 1;
      argumentMayStart = false;
      continue;
    }
    if (char === ")" && text[at + 1] === ")") return { kind: "closed", at };
    if (char === "(" && text[at + 1] === "(") return { kind: "reopened", at };
    if (char === ":") argumentMayStart = true;
    else if (char.trim() !== "") argumentMayStart = false;
  }
  return { kind: "open" };
}

/** Reads the tag whose `((` is at `open` and whose `))` is at `close`. */
export function parseTag(text: string, open: number, close: number): Tag | Problem {
  let at = skip(SPACE, text, open + 2);
  const problem = (message: string, from = at, to = close): Problem => ({ from, to: Math.max(to, from + 1), message });

  if (at >= close)
    return problem("This tag is empty. Name a tag, or type \\(( to write two parentheses.", open, close + 2);
  const pathFrom = at;
  const pathTo = skip(PATH, text, at);
  at = skip(SPACE, text, pathTo);
  if (pathTo === pathFrom || (at < close && text[at] !== "|")) {
    const name = text.slice(pathFrom, Math.min(close, pathFrom + 40)).trim();
    return problem(`“${name}” is not a tag name. Type \\(( if you want two parentheses.`, pathFrom);
  }

  const formatters: FormatterCall[] = [];
  while (at < close) {
    if (text[at] !== "|") return problem("Put a | between formatters and a : before each argument.");
    const from = skip(SPACE, text, at + 1);
    const to = skip(NAME, text, from);
    if (to === from)
      return problem("After | comes the name of a formatter, such as upper.", at, Math.min(close, from + 1));
    const args: FormatterArg[] = [];
    let end = to;
    at = skip(SPACE, text, to);
    while (text[at] === ":") {
      const arg = parseArg(text, skip(SPACE, text, at + 1));
      if (!arg || arg.to > close) {
        return problem('An argument is a number or stands in quotes, such as |default:"there".');
      }
      args.push(arg);
      end = arg.to;
      at = skip(SPACE, text, end);
    }
    formatters.push({ name: text.slice(from, to), args, from, to: end });
  }
  return { kind: "tag", path: text.slice(pathFrom, pathTo), pathFrom, pathTo, formatters, from: open, to: close + 2 };
}

function parseArg(text: string, from: number): FormatterArg | null {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const to = endOfQuote(text, from);
    return to < 0 ? null : { value: unescape(text.slice(from + 1, to - 1)), from, to };
  }
  const to = skip(NUMBER, text, from);
  return to === from ? null : { value: Number(text.slice(from, to)), from, to };
}

/** The offset after the closing quote, or -1. A backslash keeps a quote from closing. */
function endOfQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[open]) return at + 1;
  }
  return -1;
}

/** `\"`, `\'`, `\\` and `\n`; any other backslash stands for itself. */
function unescape(quoted: string): string {
  return quoted.replace(/\\(["'\\n])/g, (_, char: string) => (char === "n" ? "\n" : char));
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
