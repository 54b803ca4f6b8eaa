import type { Problem, Tag, Template } from "./template";

export type UrlPiece = string | Tag;

export interface UrlParts {
  /** Scheme, host and port, as typed. */
  base: string;
  /** The path, segment by segment, without its slashes. */
  segments: UrlPiece[][];
  /** From `?` or `#` on. */
  tail: UrlPiece[];
  problems: Problem[];
}

const START = /^https?:\/\/[^/?#]*/i;
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;
// URL parsers silently drop or turn around whitespace, control characters and backslashes.
const UNSENDABLE = /[\s\\\p{Cc}]/u;

/** Takes a URL template apart and says where tags stand that may not. */
export function readUrl(template: Template): UrlParts {
  const [first, ...rest] = template.segments;
  const parts: UrlParts = { base: "", segments: [], tail: [], problems: [] };
  const problem = (at: { from: number; to: number } | undefined, message: string) =>
    parts.problems.push({ from: at?.from ?? 0, to: at?.to ?? 0, message });

  const start = first?.kind === "text" ? START.exec(first.text)?.[0] : undefined;
  if (start === undefined || first?.kind !== "text") {
    problem(
      first,
      "A URL starts with https:// and a host written out, such as https://api.example.com. Tags come later.",
    );
    return parts;
  }
  if (start === first.text && rest[0]?.kind === "tag") {
    problem(rest[0], "A tag cannot stand in the host or port. Write the host out; tags go into the path or query.");
    return parts;
  }
  const complaint = checkBase(start);
  if (complaint) {
    problem({ from: first.from, to: first.from + start.length }, complaint);
    return parts;
  }
  parts.base = start;

  let where: Where = "path";
  for (const segment of template.segments) {
    if (segment.kind === "tag") {
      if (where === "path") parts.segments.at(-1)?.push(segment);
      else parts.tail.push(segment);
      if (where === "name") problem(segment, "Write name=((tag)): in a query a tag stands after a name of your own.");
      continue;
    }
    const text = segment === first ? segment.text.slice(start.length) : segment.text;
    if (UNSENDABLE.test(text))
      problem(segment, "A URL cannot hold spaces, line breaks or backslashes. Write %20 for a space.");
    const pathEnd = where === "path" ? text.search(/[?#]/) : 0;
    if (where === "path") addPath(parts, pathEnd < 0 ? text : text.slice(0, pathEnd));
    if (pathEnd < 0) continue;
    const tail = text.slice(pathEnd);
    parts.tail.push(tail);
    where = whereAfter(tail, where);
  }
  return parts;
}

type Where = "path" | "name" | "value" | "fragment";

function checkBase(base: string): string | undefined {
  const url = URL.parse(base);
  if (!url || !HOST.test(url.hostname) || UNSENDABLE.test(base))
    return "This host is not valid. Write it like https://api.example.com.";
  return base.includes("@") ? "Put a name and password into an Authorization header, not into the URL." : undefined;
}

function addPath(parts: UrlParts, text: string): void {
  const [continued = "", ...more] = text.split("/");
  if (continued !== "") parts.segments.at(-1)?.push(continued);
  for (const segment of more) parts.segments.push(segment === "" ? [] : [segment]);
}

/** Where the character after `text` stands, `text` being a piece of query or fragment. */
function whereAfter(text: string, before: Where): Where {
  if (before === "fragment" || text.includes("#")) return "fragment";
  const lastName = Math.max(text.lastIndexOf("&"), before === "path" ? text.indexOf("?") : -1);
  const lastEquals = text.lastIndexOf("=");
  if (lastEquals > lastName) return "value";
  return lastName >= 0 ? "name" : before;
}
