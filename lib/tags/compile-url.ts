import type { FieldValues } from "@/lib/fields/field";
import { CappedText } from "./capped-text";
import { type Compiled, type Rendered, type RenderProblem, tooLarge } from "./compiled";
import { parseTemplate } from "./parse-template";
import { readUrl, type UrlPiece } from "./read-url";
import { renderTag } from "./render-tag";
import { encodeStrictly, tagText } from "./tag-text";

/**
 * An absolute http or https URL with tags in its path, in values of its query or in its fragment. Literal text is sent as typed; only
 * what a tag prints is encoded. A tag that prints nothing in the path, or makes a segment `.` or `..`, is a problem; nothing in a query
 * is nothing. The origin is always the typed one.
 */
export function compileUrl(text: string): Compiled {
  const template = parseTemplate(text.trimEnd());
  const { tags } = template;
  const read = readUrl(template);
  const problems = [...template.problems, ...read.problems];
  if (problems.length > 0) return { ok: false, tags, problems };
  const { origin } = new URL(read.base);
  return {
    ok: true,
    tags,
    render: (values) => {
      const rendered = renderUrl(read.base, read.segments, read.tail, values);
      if (!rendered.ok || new URL(rendered.text).origin === origin) return rendered;
      return refuse("bad_in_url", "A tag would send this request to another host, so it was not sent.");
    },
  };
}

function renderUrl(
  base: string,
  segments: readonly (readonly UrlPiece[])[],
  tail: readonly UrlPiece[],
  values: FieldValues,
): Rendered {
  const out = new CappedText();
  const empties = new Set<string>();
  out.add(base);
  for (const segment of segments) {
    let text = "/";
    for (const piece of segment) {
      const printed = printPiece(piece, values, encodePath);
      if (printed === "" && typeof piece !== "string") {
        return refuse(
          "empty_in_url",
          `The tag in URL is empty: ((${piece.path})). Give it a |default or a value.`,
          piece.path,
        );
      }
      text += printed;
    }
    const tag = segment.find((piece) => typeof piece !== "string");
    if (tag && /^(?:\.|%2e){1,2}$/i.test(text.slice(1))) {
      return refuse(
        "bad_in_url",
        `The tag in URL would lead to another path: ((${tag.path})) prints dots only.`,
        tag.path,
      );
    }
    if (!out.add(text)) return tooLarge;
  }
  for (const piece of tail) {
    const printed = printPiece(piece, values, encodeStrictly);
    if (printed === "" && typeof piece !== "string") empties.add(piece.path);
    if (!out.add(printed)) return tooLarge;
  }
  return { ok: true, text: out.toString(), empties: [...empties] };
}

function printPiece(piece: UrlPiece, values: FieldValues, encode: (text: string) => string): string {
  return typeof piece === "string" ? piece : encode(tagText(renderTag(piece, values)));
}

function encodePath(text: string): string {
  return encodeURIComponent(text);
}

function refuse(code: RenderProblem["code"], message: string, path?: string): Rendered {
  return { ok: false, problem: { code, message, path } };
}
