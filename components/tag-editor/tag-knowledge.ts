import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import { compileTemplate } from "@/lib/tags/check-template";
import type { Place } from "@/lib/tags/compiled";
import { parseTemplate } from "@/lib/tags/parse-template";
import { type TagCatalog, tagCatalog } from "@/lib/tags/tag-catalog";
import { tagText } from "@/lib/tags/tag-text";
import type { Tag } from "@/lib/tags/template";

/** What an editor knows about the tags that may stand in it. `examples` are the values of the record chosen for the preview. */
export interface TagKnowledge {
  fields: readonly FieldInfo[];
  catalog: TagCatalog;
  examples?: FieldValues;
  place: Place;
}

export function tagKnowledge(fields: readonly FieldInfo[], place: Place, examples?: FieldValues): TagKnowledge {
  return { fields, catalog: tagCatalog(fields), examples, place };
}

/** The tags in a text that may not be finished: where the place's own grammar gives up, the rest is read as plain text. */
export function tagsIn(text: string, place: Place): Tag[] {
  const compiled = compileTemplate(text, place);
  if (compiled.ok) return [...compiled.tags];
  const readUntil = compiled.tags.at(-1)?.to ?? 0;
  return [...compiled.tags, ...parseTemplate(text).tags.filter((tag) => tag.from >= readUntil)];
}

/** The preview record's value in a few words: `“Export crashes…”`, `empty`, or nothing where no record is chosen. */
export function exampleText(path: string, examples: FieldValues | undefined): string {
  if (!examples) return "";
  const text = Object.hasOwn(examples, path) ? tagText(examples[path] ?? null) : "";
  if (text === "") return "empty";
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59).toWellFormed()}…` : line;
}
