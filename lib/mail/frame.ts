export interface Frame {
  subject: string;
  text: string;
  /** Who sends: the community's name. */
  sender: string;
  /** The last line, in small print. */
  footer: string;
}

/** A mail's HTML twin, made from its text alone: paragraphs kept, addresses clickable, everything else escaped. */
export function framedHtml({ subject, text, sender, footer }: Frame): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f4f5f7;color:#1c1f23;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:600px;margin:0 auto;padding:24px">
<p style="margin:0 0 16px;font-size:14px;font-weight:600;color:#0b5a6f">${escapeHtml(sender)}</p>
<div style="padding:24px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>
${paragraphs(text)}
</div>
<p style="margin:16px 0 0;font-size:13px;color:#565d66">${escapeHtml(footer)}</p>
</div></body></html>
`;
}

/** Safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/(?:\r?\n){2,}/)
    .map((block) => `<p style="margin:0 0 12px">${block.split(/\r?\n/).map(linked).join("<br>")}</p>`)
    .join("\n");
}

// Split first, escape after: what is not an address can never become part of one.
function linked(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((piece, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>` : escapeHtml(piece),
    )
    .join("");
}
