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

/** The colour of links and buttons, as on the screen. */
export const mailBrand = "#4f46e5";

/** Mail programs that draw with Word forget it in each table, so each cell says it again. */
export const mailFont = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";

/**
 * A mail's HTML, as one document: tables hold it together and say colours and widths as attributes too, for programs that know no style.
 * Always light, also where the reader's screen is dark.
 */
export function framedHtml({ subject, content, sender, footer, wide = false }: Frame): string {
  const width = wide ? 720 : 600;
  const table = `role="presentation" cellpadding="0" cellspacing="0" border="0"`;
  const small = `${mailFont};line-height:1.5;overflow-wrap:anywhere`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light only"><meta name="supported-color-schemes" content="light"><title>${escapeHtml(subject)}</title></head>
<body bgcolor="#f4f5f7" style="margin:0;padding:0;background:#f4f5f7;color:#1c1f23;color-scheme:light only">
<table ${table} width="100%" bgcolor="#f4f5f7"><tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table ${table} width="${width}"><tr><td><![endif]-->
<table ${table} width="100%" style="max-width:${width}px;table-layout:fixed;text-align:left">
<tr><td style="padding:0 0 12px;${small};font-size:14px;font-weight:600;color:${mailBrand}">${escapeHtml(sender)}</td></tr>
<tr><td bgcolor="#ffffff" style="padding:20px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px;${small};font-size:16px;color:#1c1f23">
${content}
</td></tr>
<tr><td style="padding:16px 0 0;${small};font-size:13px;color:#565d66">${footer === "later" ? smallPrintMark : smallPrintHtml(footer)}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body></html>
`;
}

/** The lines under a mail, as HTML. */
export function smallPrintHtml(lines: readonly FooterLine[]): string {
  return lines.map(footerHtml).join("<br>\n");
}

/** The content of a mail that was written as text alone: paragraphs kept, addresses clickable, everything else escaped. */
export function textAsHtml(subject: string, text: string): string {
  return `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>\n${paragraphsHtml(text)}`;
}

/** A link that looks like a button. A table, because programs that draw with Word give a link no padding. */
export function buttonHtml(url: string, words: string): string {
  const look = `display:inline-block;padding:10px 18px;${mailFont};font-size:15px;font-weight:600;color:#ffffff;text-decoration:none`;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0"><tr><td bgcolor="${mailBrand}" style="border-radius:6px;background:${mailBrand}"><a href="${escapeHtml(url)}" style="${look}">${escapeHtml(words)}</a></td></tr></table>`;
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

/** Text as paragraphs, line breaks kept, addresses clickable. */
export function paragraphsHtml(text: string): string {
  return text
    .trim()
    .split(/(?:\r?\n){2,}/)
    .map((block) => `<p style="margin:0 0 12px">${block.split(/\r?\n/).map(linkedHtml).join("<br>")}</p>`)
    .join("\n");
}
