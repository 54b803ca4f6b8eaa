/** What a cell of a spreadsheet holds at most, in UTF-16 units. */
const mostUnits = 32_767;
const mark = "… [cut]";

/**
 * A text as an XLSX cell can hold it: without characters that XML has none for, at most 32,767 units long, the mark of a cut included.
 * What looks like an escape of the format (`_x000D_`) is escaped itself, or it would be read as that character.
 */
export function xlsxText(text: string): string {
  if (text.length <= mostUnits && plain.test(text) && !text.includes("_x")) return text;
  const known = text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, "");
  const short =
    known.length <= mostUnits
      ? known
      : `${known.slice(0, mostUnits - mark.length).replace(/[\ud800-\udbff]$/, "")}${mark}`;
  return short.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** Nothing to escape, cut or leave out: most cells of a million. */
const plain = /^[\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd]*$/;

/** Names of sheets: at most 31 units, none of `[]:*?/\`, each once, whatever its case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(["history"]);
  return wanted.map((text) => {
    const base =
      cut(
        xlsxText(text)
          .replace(/[[\]:*?/\\\n\t]/g, " ")
          .replace(/^[' ]+|[' ]+$/g, ""),
        31,
      ) || "Sheet";
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${cut(base, 31 - ` (${n})`.length)} (${n})`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function cut(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, "")
    .replace(/[' ]+$/, "");
}
