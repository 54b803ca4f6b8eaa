import { escapeHtml, linkedHtml, mailBrand } from "@/lib/mail/frame";
import type { FieldValues } from "@/lib/fields/field";
import { renderTag } from "@/lib/tags/render-tag";
import { tagText } from "@/lib/tags/tag-text";
import type { Block, Inline, Piece } from "./block";

/** The body as HTML that mail programs show: styles stand in the elements, and whatever a tag prints is text. */
export function bodyHtml(blocks: readonly Block[], values: FieldValues): string {
  return blocks.map((block) => blockHtml(block, values)).join("\n");
}

function blockHtml(block: Block, values: FieldValues): string {
  switch (block.kind) {
    case "paragraph":
      return `<p style="margin:0 0 12px">${inlineHtml(block.content, values)}</p>`;
    case "heading":
      return `<h2 style="margin:20px 0 8px;font-size:18px;line-height:1.3">${inlineHtml(block.content, values)}</h2>`;
    case "list":
      return listHtml(block, values);
    case "quote":
      return `<blockquote style="margin:0 0 12px;padding-left:12px;border-left:3px solid #d9dde3;color:#565d66">${bodyHtml(block.content, values)}</blockquote>`;
    case "rule":
      return '<hr style="margin:20px 0;border:0;border-top:1px solid #d9dde3">';
  }
}

function listHtml({ isOrdered, start, items }: Extract<Block, { kind: "list" }>, values: FieldValues): string {
  const [tag, more] = isOrdered ? ["ol", start === 1 ? "" : ` start="${Number(start)}"`] : ["ul", ""];
  const rows = items.map((item) => `<li style="margin:0 0 4px">${itemHtml(item, values)}</li>`).join("\n");
  return `<${tag}${more} style="margin:0 0 12px;padding-left:24px">\n${rows}\n</${tag}>`;
}

/** A row of one paragraph stands close to its neighbours. */
function itemHtml(item: readonly Block[], values: FieldValues): string {
  return item
    .map((block) => (block.kind === "paragraph" ? inlineHtml(block.content, values) : blockHtml(block, values)))
    .join("\n");
}

function inlineHtml(content: readonly Inline[], values: FieldValues, inLink = false): string {
  return content.map((part) => partHtml(part, values, inLink)).join("");
}

function partHtml(part: Inline, values: FieldValues, inLink: boolean): string {
  switch (part.kind) {
    case "words":
      return part.pieces.map((piece) => pieceHtml(piece, values, inLink)).join("");
    case "strong":
      return `<strong>${inlineHtml(part.content, values, inLink)}</strong>`;
    case "emphasis":
      return `<em>${inlineHtml(part.content, values, inLink)}</em>`;
    case "break":
      return "<br>";
    case "link":
      return linkHtml(part, values);
  }
}

function linkHtml({ address, isButton, content }: Extract<Inline, { kind: "link" }>, values: FieldValues): string {
  const href = address(values);
  if (href === null) return inlineHtml(content, values);
  return `<a href="${escapeHtml(href)}"${isButton ? buttonStyle : ""}>${inlineHtml(content, values, true)}</a>`;
}

const buttonStyle = ` style="display:inline-block;padding:10px 18px;background:${mailBrand};color:#ffffff;border-radius:6px;font-weight:600;text-decoration:none"`;

/** An address that a tag prints can be followed, unless it stands in a link already. */
function pieceHtml(piece: Piece, values: FieldValues, inLink: boolean): string {
  if (typeof piece === "string") return escapeHtml(piece);
  return tagText(renderTag(piece, values))
    .split(/\r?\n/)
    .map(inLink ? escapeHtml : linkedHtml)
    .join("<br>");
}
