/**
 * CSV as RFC 4180 has it: UTF-8 with a byte order mark, without which Excel reads letters wrong; lines end with CR LF; every cell is
 * quoted, because in half of Europe a semicolon separates.
 */
export const csvStart = "\uFEFF";

/** One line of cells as they are; text that people or machines wrote goes through `csvText` first. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

/**
 * A text that no spreadsheet takes for a formula: where it could, an apostrophe stands before it. Numbers, dates and Booleans are not
 * meant to come here: `-5` is a number.
 */
export function csvText(text: string): string {
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : `"${cell}"`;
}

// Spreadsheets pass over white space and invisible signs before they look for the sign of a formula, in its full width too.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const formula = /^[\s\u0000-\u0020\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\0|%＝＋－＠]/;
const number = /^[+-]?\d+([.,]\d+)?$/;
