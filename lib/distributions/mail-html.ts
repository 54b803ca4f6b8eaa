import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { cellText } from "@/lib/elements/words";
import { buttonHtml, escapeHtml, linkedHtml, mailBrand, mailFont } from "@/lib/mail/frame";
import type { MailBlock, MailElement, MailReport } from "./mail-report";
import { attachedLine, cutTable, cutText, figureWords, noFilterLine, headLine, linkedWords } from "./mail-words";

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
    const { figure, goal } = figureWords(element, reader.zone);
    const large = `<p style="margin:0;font-size:32px;line-height:1.2;font-weight:600">${escapeHtml(figure)}</p>`;
    return goal ? `${large}\n${small(goal)}` : large;
  }
  return tableHtml(element, reader);
}

function tableHtml(element: MailElement, { zone, url }: Reader): string {
  const { table, left } = cutTable(element);
  const { columns, rows } = table;
  if (rows.length === 0) return small("Nothing to show.");
  const head = columns.map(
    (column, n) =>
      `<th scope="col" dir="auto" ${cellLook(columns, n, ";font-weight:600;color:#565d66")}>${wordsHtml(column.label)}</th>`,
  );
  const body = rows.map(
    (row) => `<tr valign="top">${row.map((cell, n) => cellHtml(cell, columns, n, zone)).join("")}</tr>`,
  );
  return [
    `<div style="overflow-x:auto"><table width="100%" cellspacing="0" border="0" style="border-collapse:collapse">`,
    `<thead><tr valign="top">${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table></div>`,
    ...(left ? [`<p style="${dimmed};margin-top:8px">${link(url, left)}</p>`] : []),
  ].join("\n");
}

function cellHtml(cell: TableCell, columns: readonly ElementColumn[], n: number, zone: string): string {
  const column = columns[n];
  if (!column) return "";
  const text = cutText(cellText(cell, column, { zone }));
  // An id such as BUG-121 would break behind its hyphen.
  const isWhole = /^\S{1,12}$/.test(text) && columns.length <= mostWhole;
  return `<td dir="auto" ${cellLook(columns, n, isWhole ? ";white-space:nowrap" : "")}>${wordsHtml(text)}</td>`;
}

/** So that a phone shows every column: of more than four they are smaller, of more than this their words may break. */
const mostWhole = 6;

function cellLook(columns: readonly ElementColumn[], n: number, more = ""): string {
  const type = columns[n]?.type;
  const align = type === "number" || type === "share" ? "right" : "left";
  const isSmall = columns.length > 4;
  // Numbers keep off the words that may begin beside them.
  const right = n === columns.length - 1 ? 0 : (align === "right" ? 18 : 10) / (isSmall ? 2 : 1);
  const wrap = columns.length > mostWhole ? "anywhere" : "normal";
  return `align="${align}" style="padding:6px ${right}px 6px 0;border-bottom:1px solid #d9dde3;${mailFont};font-size:${isSmall ? 12 : 14}px;line-height:1.4;overflow-wrap:${wrap}${more}"`;
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
