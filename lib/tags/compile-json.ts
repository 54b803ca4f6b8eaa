import type { FieldValue, FieldValues } from "@/lib/fields/field";
import { CappedText } from "./capped-text";
import { type Compiled, type Rendered, tooLarge } from "./compiled";
import { checkJsonGrammar } from "./json-grammar";
import { type JsonToken, readJsonTokens } from "./json-tokens";
import { MAX_PROBLEMS } from "./limits";
import { renderTyped } from "./render-tag";
import { renderText } from "./render-text";
import type { Tag, Template } from "./template";

type Part = { kind: "as typed"; text: string } | { kind: "string"; template: Template } | { kind: "value"; tag: Tag };

/**
 * A JSON body. Everything but strings with tags and bare tags is sent exactly as typed: spaces, order of members, digits of numbers.
 * A string with tags stays one string, a bare tag becomes one typed value (empty: null), so no value can change the structure.
 */
export function compileJson(text: string): Compiled {
  const { tokens, problem } = readJsonTokens(text);
  const tags = tokens.flatMap(tagsOf);
  const broken = tokens
    .flatMap((token) => (token.kind === "string" ? (token.template?.problems ?? []) : []))
    .slice(0, MAX_PROBLEMS);
  const structure = checkJsonGrammar(tokens, text.length);
  // Where the words end early, the grammar only complains about what is missing after them.
  const first = problem && (!structure || structure.to === text.length) ? problem : structure;
  if (first) {
    const hint = quoteHint(text, first.from, tokens);
    return { ok: false, tags, problems: [{ ...first, message: first.message + hint }, ...broken] };
  }
  if (broken.length > 0) return { ok: false, tags, problems: broken };
  const parts = partsOf(text, tokens);
  return { ok: true, tags, render: (values) => renderParts(parts, values) };
}

function tagsOf(token: JsonToken): readonly Tag[] {
  if (token.kind === "tag") return [token.tag];
  return token.kind === "string" ? (token.template?.tags ?? []) : [];
}

/** The likeliest slip: `"((name|default:"there"))"`, where the tag's quotes end the string. */
function quoteHint(text: string, at: number, tokens: readonly JsonToken[]): string {
  const before = tokens.findLast((token) => token.to <= at);
  const isCut =
    before?.kind === "string" &&
    before.template?.tags.length === 0 &&
    /:\s*$/.test(text.slice(Math.max(0, before.to - 20), before.to - 1));
  return isCut ? ` Inside quotes write a tag's own quotes as ' or \\".` : "";
}

function partsOf(text: string, tokens: readonly JsonToken[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const keepUntil = (to: number) => {
    if (to > at) parts.push({ kind: "as typed", text: text.slice(at, to) });
  };
  for (const token of tokens) {
    const part = partOf(token);
    if (!part) continue;
    keepUntil(token.from);
    parts.push(part);
    at = token.to;
  }
  keepUntil(text.length);
  return parts;
}

function partOf(token: JsonToken): Part | undefined {
  if (token.kind === "tag") return { kind: "value", tag: token.tag };
  return token.kind === "string" && token.template ? { kind: "string", template: token.template } : undefined;
}

function renderParts(parts: readonly Part[], values: FieldValues): Rendered {
  const out = new CappedText();
  const empties = new Set<string>();
  for (const part of parts) {
    let piece: string;
    if (part.kind === "as typed") piece = part.text;
    else if (part.kind === "string") {
      const rendered = renderText(part.template, values);
      if (!rendered.ok) return rendered;
      for (const path of rendered.empties) empties.add(path);
      piece = JSON.stringify(rendered.text);
    } else {
      const value = renderTyped(part.tag, values);
      if (value === null) empties.add(part.tag.path);
      piece = JSON.stringify(wellFormed(value));
    }
    if (!out.add(piece)) return tooLarge;
  }
  return { ok: true, text: out.toString(), empties: [...empties] };
}

function wellFormed(value: FieldValue): FieldValue {
  if (typeof value === "string") return value.toWellFormed();
  return Array.isArray(value) ? (value as readonly string[]).map((element) => element.toWellFormed()) : value;
}
