/** How wide a text is in Inter, or in Noto where Inter has no letters for it, in px, to a tenth or so: enough to decide what fits. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text) width += widthOf(char);
  return width * size;
}

const widths = new Map<string, number>();

function widthOf(char: string): number {
  const known = widths.get(char);
  if (known !== undefined) return known;
  if (widths.size > 5_000) widths.clear();
  const width = measured(char);
  widths.set(char, width);
  return width;
}

function measured(char: string): number {
  if (combining.test(char)) return 0;
  if (wide.test(char)) return 1;
  if (narrow.test(char)) return 0.32;
  if (broad.test(char)) return 0.82;
  return upper.test(char) ? 0.7 : 0.58;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const broad = /[\p{Script=Georgian}\p{Script=Malayalam}\p{Script=Tamil}]/u;
const narrow = /[ijltfrI.,:;'|!()[\] ]/u;
/** Marks of Indian scripts that stand beside their letter (Mc) have a width, those that nobody sees (Cf) none. */
const combining = /[\p{Mn}\p{Me}\p{Cf}]/u;
const upper = /[\p{Lu}mwMW%@]/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** One line of at most `width` px, cut between letters with an ellipsis. */
export function fitted(text: string, width: number, size: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Noncharacter_Code_Point}]+/gu, " ")
    .trim();
  if (textWidth(line, size) <= width) return line;
  let [kept, used] = ["", textWidth("…", size)];
  // No text of this many letters fits anywhere.
  for (const { segment } of graphemes.segment(line.slice(0, 500))) {
    used += textWidth(segment, size);
    if (used > width) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
