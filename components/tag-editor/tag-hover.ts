import { type Extension, hoverTooltip } from "@uiw/react-codemirror";
import type { FieldInfo } from "@/lib/fields/field";
import { renderTag } from "@/lib/tags/render-tag";
import { tagText } from "@/lib/tags/tag-text";
import type { Tag } from "@/lib/tags/template";
import { tagsIn, type TagKnowledge } from "./tag-knowledge";

/** Over a tag: what it is, where it comes from, and what it prints for the preview record. Can be reached with the mouse. */
export function tagHover(knowledge: TagKnowledge): Extension {
  return hoverTooltip(
    (view, position) => {
      const tag = tagsIn(view.state.doc.toString(), knowledge.place).find(
        ({ from, to }) => from <= position && position < to,
      );
      const field = tag && knowledge.catalog.find(tag.path);
      if (!field) return null;
      return {
        pos: tag.from,
        end: tag.to,
        above: true,
        create: () => ({ dom: cardOf(hoverLines(tag, field, knowledge)) }),
      };
    },
    { hoverTime: 250 },
  );
}

/** Title, origin and value, a line each. */
export function hoverLines(tag: Tag, field: FieldInfo, knowledge: TagKnowledge): string[] {
  const lines = [field.label, `${field.dataSet.label} · ${tag.path}`];
  if (!knowledge.examples) return lines;
  const printed = tagText(renderTag(tag, knowledge.examples));
  return [...lines, printed === "" ? "Empty for this record" : printed.slice(0, 300).toWellFormed()];
}

function cardOf(lines: readonly string[]): HTMLElement {
  const card = document.createElement("div");
  card.className = "fp-tag-card";
  for (const line of lines) card.appendChild(document.createElement("div")).textContent = line;
  return card;
}
