import { type Compiled, type Rendered } from "./compiled";
import { parseTemplate } from "./parse-template";
import { renderText } from "./render-text";
import type { Problem } from "./template";

const UNSENDABLE = /[^\t\x20-\x7e\xa0-\xff]/u;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const RESERVED =
  /^(?:host|content-length|transfer-encoding|connection|cookie|keep-alive|upgrade|te|trailer|expect|webhook-.*)$/i;

/** A header's value: visible Latin-1 and tabs, nothing else, so no value can start a header of its own. `name` is for messages. */
export function compileHeader(text: string, name = "This header"): Compiled {
  const { tags, ...template } = parseTemplate(text);
  const problems: Problem[] = [...template.problems];
  for (const segment of template.segments) {
    const bad = segment.kind === "text" && UNSENDABLE.exec(segment.text);
    if (bad) problems.push({ from: segment.from, to: segment.to, message: `${name}: ${cannotHold(bad[0])}` });
  }
  if (problems.length > 0) return { ok: false, tags, problems };
  return { ok: true, tags, render: (values) => checked(renderText({ tags, ...template }, values), name) };
}

/** Why a header of this name may not be set; undefined if it may. */
export function checkHeaderName(name: string): string | undefined {
  if (!NAME.test(name)) return "A header's name is letters, digits and hyphens, without spaces.";
  if (RESERVED.test(name)) return `${name} is set by Fieldpost and cannot be changed.`;
  return undefined;
}

function checked(rendered: Rendered, name: string): Rendered {
  if (!rendered.ok) return rendered;
  const text = rendered.text.trim();
  const bad = UNSENDABLE.exec(text);
  if (!bad) return { ...rendered, text };
  return { ok: false, problem: { code: "bad_in_header", message: `Header ${name}: ${cannotHold(bad[0])}` } };
}

function cannotHold(char: string): string {
  return `a header's value cannot hold ${nameOf(char)}. Take it out, or send the value in the body.`;
}

function nameOf(char: string): string {
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  if (char === "\n" || char === "\r") return "a line break";
  return /\p{C}/u.test(char) ? `the control character ${code}` : `“${char}” (${code})`;
}
