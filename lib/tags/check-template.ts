import { checkTags } from "./check-tags";
import { compileForm } from "./compile-form";
import { compileHeader } from "./compile-header";
import { compileJson } from "./compile-json";
import { compileUrl } from "./compile-url";
import type { Compiled, Place } from "./compiled";
import { MAX_PROBLEMS, MAX_RENDERED_BYTES } from "./limits";
import { compileText } from "./render-text";
import type { TagCatalog } from "./tag-catalog";
import type { Problem } from "./template";

/** Reads a template for the place it stands in. Never throws, linear in the length of the text. */
export function compileTemplate(text: string, place: Place): Compiled {
  if (text.length > MAX_RENDERED_BYTES) {
    return {
      ok: false,
      tags: [],
      problems: [{ from: 0, to: text.length, message: `This text is larger than ${MAX_RENDERED_BYTES / 1024} KB.` }],
    };
  }
  return compilers[place](text);
}

/** Everything that keeps a template from being saved, in order of appearance: grammar, unknown tags and formatters, misplaced tags. */
export function checkTemplate(text: string, catalog: TagCatalog, place: Place): Problem[] {
  const compiled = compileTemplate(text, place);
  const problems = [...(compiled.ok ? [] : compiled.problems), ...checkTags(compiled.tags, catalog, place)];
  return problems.sort((a, b) => a.from - b.from).slice(0, MAX_PROBLEMS);
}

/** A problem with its place in words, for where no squiggle can point: `Line 3, column 14: …`. */
export function describeProblem(text: string, problem: Problem): string {
  const { line, column } = lineAndColumn(text, problem.from);
  return `Line ${line}, column ${column}: ${problem.message}`;
}

/** Both count from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

const compilers: Record<Place, (text: string) => Compiled> = {
  json: compileJson,
  form: compileForm,
  url: compileUrl,
  header: (text) => compileHeader(text),
  text: compileText,
};
