import type { FieldValues } from "@/lib/fields/field";
import { renderTag } from "@/lib/tags/render-tag";
import { tagText } from "@/lib/tags/tag-text";
import type { Block, Inline } from "./block";

/** The body for mail programs that show text only: addresses are spelled out. */
export function bodyText(blocks: readonly Block[], values: FieldValues): string {
  return blocks.map((block) => blockText(block, values)).join("\n\n");
}

function blockText(block: Block, values: FieldValues): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return inlineText(block.content, values);
    case "list":
      return block.items
        .map((item, index) => {
          const mark = block.isOrdered ? `${block.start + index}. ` : "- ";
          const text = item.map((inner) => blockText(inner, values)).join("\n");
          return mark + text.replaceAll("\n", `\n${" ".repeat(mark.length)}`);
        })
        .join("\n");
    case "quote":
      return bodyText(block.content, values).replace(/^/gm, "> ");
    case "rule":
      return "----";
  }
}

function inlineText(content: readonly Inline[], values: FieldValues): string {
  return content.map((part) => partText(part, values)).join("");
}

function partText(part: Inline, values: FieldValues): string {
  switch (part.kind) {
    case "words":
      return part.pieces
        .map((piece) => (typeof piece === "string" ? piece : tagText(renderTag(piece, values))))
        .join("");
    case "strong":
    case "emphasis":
      return inlineText(part.content, values);
    case "break":
      return "\n";
    case "link":
      return linkText(part, values);
  }
}

function linkText({ address, isButton, content }: Extract<Inline, { kind: "link" }>, values: FieldValues): string {
  const words = inlineText(content, values);
  const href = address(values);
  if (href === null || href === `mailto:${words}`) return words;
  // Words that are an address themselves would only say it twice, or another one.
  if (/^https?:\/\//i.test(words)) return href;
  return isButton ? `${words}: ${href}` : `${words} (${href})`;
}
