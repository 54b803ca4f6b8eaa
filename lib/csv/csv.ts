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
const blank = "\u0001-\u0020\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff";

/** Both patterns mean the same to JavaScript and to PostgreSQL, which looks for them in lists of a million. */
export const formulaPattern = `^[${blank}]*[=+\\-@\t\r\n|%＝＋－＠]`;
export const numberPattern = "^[+-]?[0-9]+([.,][0-9]+)?$";

const formula = new RegExp(formulaPattern);
const number = new RegExp(numberPattern);
