import type { FontFile } from "./font-file";

/** How wide the letters of one grapheme, or of a word that is joined, are in a font, in parts of the size: near enough to place what follows. */
export function lettersWidth(font: FontFile, letters: string): number {
  let width = 0;
  const seen = Array.from(letters.replace(melted, ""));
  for (const [n, char] of seen.entries()) {
    if (joiner.test(char)) continue;
    width += (font.widthOf(char.codePointAt(0) ?? 0) ?? 0.6) * shareOf(char, seen[n + 1]);
    // A flag or a family is one picture.
    if (picture.test(char)) break;
  }
  return width;
}

/** Whether letters of Indian or Thai script that make up one grapheme stand beside each other. */
export function areSideBySide(font: FontFile, letters: string): boolean {
  if (!/[\p{Script=Devanagari}\p{Script=Thai}]/u.test(letters)) return false;
  return Array.from(letters).filter((char) => font.widthOf(char.codePointAt(0) ?? 0)).length > 1;
}

function shareOf(char: string, next: string | undefined): number {
  if (arabic.test(char)) return 0.8;
  // Bound to the next letter, one loses its stem.
  return next === virama ? 0.58 : 1;
}

const virama = "\u094d";
/** What a Devanagari syllable does not show as a letter of its own: ra above or below another, and the second of two that have one shape. */
const melted = /\u094d\u0930|(?<=\u0915)\u094d\u0937|(?<=\u091c)\u094d\u091e|(?<!\u094d)\u0930\u094d(?=\p{L})/gu;
const joiner = /[\u200c\u200d]/;
const picture = /\p{Extended_Pictographic}|\p{RI}/u;
/** Joined, they are narrower than alone. */
const arabic = /\p{Script=Arabic}/u;
