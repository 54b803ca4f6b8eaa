import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { cellText, measureText } from "@/lib/elements/words";
import { buttonHtml, escapeHtml, linkedHtml, mailBrand, mailFont } from "@/lib/mail/frame";
import type { MailBlock, MailElement, MailReport } from "./mail-report";
import { attachedLine, cutTable, cutText, noFilterLine, headLine, linkedWords } from "./mail-words";

/** A report as safe HTML for a mail's frame: styles in the elements, tables that are tables, pictures by their content id. Always light. */
export function mailHtml(report: MailReport): string {
  const { title, note, blocks, url, linked, zone, notes } = report;
  const attached = attachedLine(report);
  return [
    `<h1 dir="auto" style="margin:0 0 4px;font-size:20px;line-height:1.3">${escapeHtml(title)}</h1>`,
    small(headLine(report)),
    ...(note === "" ? [] : [paragraph(note)]),
    ...blocks.map((block) => blockHtml(block, report)),
    `<hr style="margin:24px 0 16px;border:0;border-top:1px solid #d9dde3">`,
    ...noFilterLine(report).map(small),
    ...(attached ? [small(attached)] : []),
    ...linked.map((file) => `<p style="${dimmed}">${link(file.url, linkedWords(file, zone))}</p>`),
    ...notes.map(small),
    buttonHtml(url, "Open the report"),
  ].join("\n");
}

type Reader = Pick<MailReport, "zone" | "url">;

function blockHtml(block: MailBlock, reader: Reader): string {
  if (block.kind === "heading")
    return `<h2 dir="auto" style="margin:28px 0 8px;font-size:18px;line-height:1.3">${escapeHtml(block.text)}</h2>`;
  if (block.kind === "text") return paragraph(block.text);
  return `<h3 dir="auto" style="margin:24px 0 8px;font-size:16px;line-height:1.3">${escapeHtml(block.name)}</h3>\n${elementHtml(block, reader)}${block.note ? `\n${small(block.note)}` : ""}`;
}

function elementHtml(element: MailElement, reader: Reader): string {
  const { picture, sentence, definition, data } = element;
  if (picture) {
    const alt = escapeHtml(sentence);
    return `<img src="cid:${escapeHtml(picture.contentId)}" alt="${alt}" width="${picture.width}" style="display:block;width:100%;max-width:${picture.width}px;height:auto;border:0;${mailFont};font-size:14px;line-height:1.4;color:#565d66">`;
  }
  if (definition.style === "number" && data.shape === "summary") {
    const figures = data.measures.map((measure, n) => measureText(data.total[n] ?? null, measure, reader) || "–");
    return `<p style="margin:0;font-size:32px;line-height:1.2;font-weight:600">${figures.map(escapeHtml).join(" · ")}</p>`;
  }
  return tableHtml(element, reader);
}

function tableHtml(element: MailElement, { zone, url }: Reader): string {
  const { table, left } = cutTable(element);
  const { columns, rows } = table;
  if (rows.length === 0) return small("Nothing to show.");
  const fit = fitOf(columns.length);
  const head = columns.map(
    (column) =>
      `<th scope="col" dir="auto" ${cellLook(column, `${fit};font-weight:600;color:#565d66`)}>${wordsHtml(column.label)}</th>`,
  );
  const body = rows.map(
    (row) => `<tr valign="top">${row.map((cell, n) => cellHtml(cell, columns[n], { zone, fit })).join("")}</tr>`,
  );
  return [
    `<div style="overflow-x:auto"><table width="100%" cellspacing="0" border="0" style="border-collapse:collapse">`,
    `<thead><tr valign="top">${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table></div>`,
    ...(left ? [`<p style="${dimmed}">${link(url, left)}</p>`] : []),
  ].join("\n");
}

/** So that a phone shows every column: the more there are, the smaller they are, and of very many the words may break. */
function fitOf(columns: number): string {
  if (columns <= 4) return ";padding:6px 10px 6px 0;font-size:14px;overflow-wrap:normal";
  const small = ";padding:5px 6px 5px 0;font-size:12px";
  return columns <= 6 ? `${small};overflow-wrap:normal` : `${small};overflow-wrap:anywhere`;
}

function cellHtml(
  cell: TableCell,
  column: ElementColumn | undefined,
  { zone, fit }: { zone: string; fit: string },
): string {
  if (!column) return "";
  const text = cutText(cellText(cell, column, { zone }));
  // An id such as BUG-121 would break behind its hyphen.
  const whole = /^\S{1,12}$/.test(text) && !fit.endsWith("anywhere") ? ";white-space:nowrap" : "";
  return `<td dir="auto" ${cellLook(column, fit + whole)}>${wordsHtml(text)}</td>`;
}

function cellLook({ type }: ElementColumn, more: string): string {
  const align = type === "number" || type === "share" ? "right" : "left";
  return `align="${align}" style="border-bottom:1px solid #d9dde3;${mailFont};line-height:1.4${more}"`;
}

/** A word that no screen is wide enough for may break. */
function wordsHtml(text: string): string {
  return text
    .split(/(\S{24})(?=\S)/u)
    .filter((piece) => piece !== "")
    .map(escapeHtml)
    .join("<wbr>");
}

const dimmed = "margin:0 0 6px;font-size:13px;line-height:1.4;color:#565d66";

function small(text: string): string {
  return `<p dir="auto" style="${dimmed}">${escapeHtml(text)}</p>`;
}

/** Line breaks kept, web addresses as links. */
function paragraph(text: string): string {
  return `<p dir="auto" style="margin:12px 0">${text.trim().split(/\r?\n/).map(linkedHtml).join("<br>")}</p>`;
}

function link(url: string, words: string): string {
  return `<a href="${escapeHtml(url)}" style="color:${mailBrand}">${escapeHtml(words)}</a>`;
}
