import type { FieldValues } from "@/lib/fields/field";
import { CappedText } from "./capped-text";
import { type Compiled, type Rendered, tooLarge } from "./compiled";
import { MAX_PROBLEMS } from "./limits";
import { parseTemplate } from "./parse-template";
import { renderText } from "./render-text";
import type { Problem, Tag, Template, TextSegment } from "./template";

interface FormField {
  name: string;
  value: Template;
}

/**
 * A form body: one `name=value` a line, written plainly; or a single line `a=b&c=d`, where `&` separates and text is written as in a
 * URL (`%20`, `+`). Tags stand in values only. What is sent is always `application/x-www-form-urlencoded`.
 */
export function compileForm(text: string): Compiled {
  const template = parseTemplate(text);
  const isOneLine = !text.trim().includes("\n");
  const problems: Problem[] = [...template.problems];
  const fields: FormField[] = [];
  const isEncoded = isOneLine && text.includes("&");
  for (const run of splitFields(template, isOneLine)) {
    const read = readField(run, isEncoded);
    if ("message" in read) problems.push(read);
    else fields.push(read);
  }
  const { tags } = template;
  if (problems.length > 0) return { ok: false, tags, problems: problems.slice(0, MAX_PROBLEMS) };
  return { ok: true, tags, render: (values) => renderForm(fields, values) };
}

type Segments = (TextSegment | Tag)[];

/** The segments of each field, line breaks and, on a single line, `&` taken out. */
function splitFields(template: Template, isOneLine: boolean): Segments[] {
  const runs: Segments[] = [[]];
  for (const segment of template.segments) {
    if (segment.kind === "tag") {
      runs.at(-1)?.push(segment);
      continue;
    }
    for (const [index, text] of segment.text.split(isOneLine ? /[&\r\n]/ : /\r?\n/).entries()) {
      if (index > 0) runs.push([]);
      if (text !== "") runs.at(-1)?.push({ ...segment, text });
    }
  }
  return runs.filter((run) => run.some((segment) => segment.kind === "tag" || segment.text.trim() !== ""));
}

function readField(run: Segments, isEncoded: boolean): FormField | Problem {
  const [head, ...rest] = run;
  const { from, to } = head ?? { from: 0, to: 0 };
  const equals = head?.kind === "text" ? head.text.indexOf("=") : -1;
  if (head?.kind !== "text" || equals < 1) {
    const inName = run.some((segment) => segment.kind === "tag");
    return {
      from,
      to,
      message: inName
        ? "Write name=((tag)): a tag stands in the value, after a name of your own."
        : "Write each field as name=value.",
    };
  }
  const decode = isEncoded ? decodeFormText : (text: string) => text;
  const first = { ...head, text: head.text.slice(equals + 1) };
  const segments = [first, ...rest].map((segment) =>
    segment.kind === "tag" ? segment : { ...segment, text: decode(segment.text) },
  );
  const tags = segments.filter((segment) => segment.kind === "tag");
  return { name: decode(head.text.slice(0, equals).trim()), value: { segments, tags, problems: [] } };
}

function decodeFormText(text: string): string {
  return new URLSearchParams(`t=${text}`).get("t") ?? "";
}

function renderForm(fields: readonly FormField[], values: FieldValues): Rendered {
  const out = new CappedText();
  const empties = new Set<string>();
  for (const [index, { name, value }] of fields.entries()) {
    const rendered = renderText(value, values);
    if (!rendered.ok) return rendered;
    for (const path of rendered.empties) empties.add(path);
    const pair = new URLSearchParams([[name, rendered.text]]).toString();
    if (!out.add(index === 0 ? pair : `&${pair}`)) return tooLarge;
  }
  return { ok: true, text: out.toString(), empties: [...empties] };
}
