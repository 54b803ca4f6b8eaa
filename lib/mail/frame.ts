/** A line of small print under a mail; with an address it is a link. */
export interface FooterLine {
  words: string;
  href?: string;
}

interface Frame {
  subject: string;
  /** What stands in the frame: safe HTML, its styles in the elements. */
  content: string;
  /** Who sends: the community's name. */
  sender: string;
  /** `later`: each recipient's own takes the place of `smallPrintMark`. */
  footer: readonly FooterLine[] | "later";
  /** For pictures and tables. */
  wide?: boolean;
}

/** Where the small print goes in what many recipients get alike. No text can hold it: escaped, it is another. */
export const smallPrintMark = "<!-- small print -->";

/** A mail's HTML, as one document. */
export function framedHtml({ subject, content, sender, footer, wide = false }: Frame): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f4f5f7;color:#1c1f23;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:${wide ? 720 : 600}px;margin:0 auto;padding:24px">
<p style="margin:0 0 16px;font-size:14px;font-weight:600;color:#0b5a6f">${escapeHtml(sender)}</p>
<div style="padding:24px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px">
${content}
</div>
<p style="margin:16px 0 0;font-size:13px;color:#565d66">${footer === "later" ? smallPrintMark : smallPrintHtml(footer)}</p>
</div></body></html>
`;
}

/** The lines under a mail, as HTML. */
export function smallPrintHtml(lines: readonly FooterLine[]): string {
  return lines.map(footerHtml).join("<br>\n");
}

/** The content of a mail that was written as text alone: paragraphs kept, addresses clickable, everything else escaped. */
export function textAsHtml(subject: string, text: string): string {
  return `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>\n${paragraphs(text)}`;
}

/** A mail's text with the small print under it. */
export function framedText(text: string, footer: readonly FooterLine[]): string {
  return text + smallPrintText(footer);
}

/** The lines under a mail, as text. */
export function smallPrintText(lines: readonly FooterLine[]): string {
  return `\n\n-- \n${lines.map(({ words, href }) => (href ? `${words}: ${href}` : words)).join("\n")}\n`;
}

/** Safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The same, with web addresses as links. Split first, escaped after: what is not an address can never become part of one. */
export function linkedHtml(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((piece, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>` : escapeHtml(piece),
    )
    .join("");
}

function footerHtml({ words, href }: FooterLine): string {
  return href ? `<a href="${escapeHtml(href)}" style="color:#565d66">${escapeHtml(words)}</a>` : escapeHtml(words);
}

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/(?:\r?\n){2,}/)
    .map((block) => `<p style="margin:0 0 12px">${block.split(/\r?\n/).map(linkedHtml).join("<br>")}</p>`)
    .join("\n");
}
