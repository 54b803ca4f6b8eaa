import { cellText } from "@/lib/elements/words";
import type { MailBlock, MailElement, MailReport } from "./mail-report";
import { attachedLine, cutTable, cutText, figureWords, noFilterLine, headLine, linkedWords } from "./mail-words";

/** The same report for those who read mail as text: charts as their values, tables with their cells between bars. */
export function mailText(report: MailReport): string {
  const { title, note, blocks, url, linked, zone, notes } = report;
  const attached = attachedLine(report);
  return [
    `${oneLine(title)}\n${oneLine(headLine(report))}`,
    ...(note === "" ? [] : [note.trim()]),
    ...blocks.map((block) => blockText(block, zone)),
    [
      ...noFilterLine(report),
      ...(attached ? [attached] : []),
      ...linked.map((file) => `${linkedWords(file, zone)}: ${file.url}`),
      ...notes,
    ].join("\n"),
    `Open the report: ${url}`,
  ].join("\n\n");
}

function blockText(block: MailBlock, zone: string): string {
  if (block.kind === "heading") return underlined(oneLine(block.text), "=");
  if (block.kind === "text") return block.text.trim();
  const note = block.note ? `\n${block.note}` : "";
  return `${underlined(oneLine(block.name), "-")}\n${elementText(block, zone)}${note}`;
}

function elementText(element: MailElement, zone: string): string {
  const { picture, definition, data } = element;
  if (definition.style === "number" && data.shape === "summary") {
    const { figure, goal } = figureWords(element, zone);
    return goal ? `${figure} (${goal})` : figure;
  }
  const { table, left } = cutTable(element);
  if (table.rows.length === 0) return "Nothing to show.";
  // Of a chart each line is a name and its value.
  const between = picture && table.columns.length === 2 ? ": " : " | ";
  const lines = table.rows.map((row) =>
    row
      .map((cell, n) => (table.columns[n] ? cutText(oneLine(cellText(cell, table.columns[n], { zone }))) : ""))
      .join(between),
  );
  return [table.columns.map(({ label }) => oneLine(label)).join(between), ...lines, ...(left ? [left] : [])].join("\n");
}

function underlined(text: string, sign: string): string {
  return `${text}\n${sign.repeat(Math.min(Math.max(text.length, 1), 72))}`;
}

/** A cell or a name is one line, or it could look like another. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
