import type { FieldValues } from "@/lib/fields/field";
import { CappedText } from "./capped-text";
import { type Compiled, type Rendered, tooLarge } from "./compiled";
import { parseTemplate } from "./parse-template";
import { renderTag } from "./render-tag";
import { tagText } from "./tag-text";
import type { Template } from "./template";

/** A template for plain text: mail, comment, note. Whoever puts the result into HTML escapes it there. */
export function compileText(text: string): Compiled {
  const template = parseTemplate(text);
  if (template.problems.length > 0) return { ok: false, tags: template.tags, problems: template.problems };
  return { ok: true, tags: template.tags, render: (values) => renderText(template, values) };
}

/** Plain text with the values of one record in it. */
export function renderText(template: Template, values: FieldValues): Rendered {
  const out = new CappedText();
  const empties = new Set<string>();
  for (const segment of template.segments) {
    let piece: string;
    if (segment.kind === "text") piece = segment.text;
    else {
      piece = tagText(renderTag(segment, values));
      if (piece === "") empties.add(segment.path);
    }
    if (!out.add(piece)) return tooLarge;
  }
  return { ok: true, text: out.toString(), empties: [...empties] };
}
