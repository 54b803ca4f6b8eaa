import { textWidth } from "@/lib/charts/text";

/** A text; where a word is longer than its line, it is in pieces between which that may break. */
export type PdfCell = string | string[];

/** Of the letters of a table, in points. */
const size = 8.5;
/** A cell with more is cut: it would be a page of its own. */
const mostText = 2000;

/** Points, rather too many than too few. */
export function widthOf(text: string, points = size): number {
  return textWidth(text, points) * 1.08;
}

/** Words too long for a column come in pieces. */
export function breakable(text: string, room: number, points = size): PdfCell {
  const width = (part: string) => widthOf(part, points);
  if (!unbroken(text, /\s+/).some((word) => width(word) > room)) return text;
  const most = Math.max(1, Math.floor(room / (points * 1.05)));
  const pieces: string[] = [];
  let [piece, used] = ["", 0];
  for (const { segment } of graphemes.segment(text)) {
    if (used + width(segment) > room * 0.9 || piece.length >= most * 4) {
      pieces.push(piece);
      [piece, used] = ["", 0];
    }
    piece += segment;
    used = /\s/.test(segment) ? 0 : used + width(segment);
  }
  return [...pieces, piece];
}

/** What no line is broken within. Scripts that write no spaces between words are broken by words all the same. */
export function unbroken(text: string, between = /[\s-]+/): string[] {
  return text
    .split(between)
    .flatMap((word) => (unspaced.test(word) ? Array.from(words.segment(word), ({ segment }) => segment) : word));
}

const unspaced = /[\p{Script=Thai}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const words = new Intl.Segmenter("en", { granularity: "word" });

/** Letters that no font has are shown as such: a tagged PDF must not hold one that cannot be drawn. */
export function clean(text: string): string {
  const known = text.toWellFormed().replace(/(?![\n\t])[\p{Cc}\p{Co}\p{Cn}]/gu, "\u25a1");
  return known.length <= mostText ? known : `${known.slice(0, mostText).toWellFormed()}…`;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
