import { escaped, unescaped } from "@/lib/charts/svg";
import { directedParts, inSight } from "./directions";
import { fontFile, type FontFile } from "./font-file";
import { fontsFor } from "./fonts";

/** Inter has all of these. */
const plain = /^[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201d\u2026\u20ac]*$/;

/**
 * A drawing of ours with a font of ours named for each letter. Programs that draw SVG look for fonts letter by letter: with what a font
 * joins (Arabic, flags, families of emoji) they get lost, one without an end, and another takes fonts of the machine it runs on. A letter
 * that no font has is drawn as a box. What a pointer would be told is left out.
 */
export function lettered(svg: string): string {
  return svg
    .replace(/<title>[^<]*<\/title>/g, "")
    .replace(/<text((?:[^>"]|"[^"]*")*)>([^<]*)<\/text>/g, (whole, attributes: string, content: string) => {
      const text = unescaped(content);
      return plain.test(text) ? whole : inRuns(attributes, runsOf(text));
    });
}

interface Run {
  text: string;
  family: string;
  /** In parts of the size. */
  width: number;
}

function inRuns(attributes: string, runs: Run[]): string {
  const [only] = runs;
  if (!only) return "";
  if (runs.length === 1) return `<text${attributes} font-family="${only.family}">${escaped(only.text)}</text>`;
  const size = Number(/ font-size="([\d.]+)"/.exec(attributes)?.[1] ?? 12);
  const anchor = / text-anchor="(\w+)"/.exec(attributes)?.[1] ?? "start";
  const whole = runs.reduce((sum, { width }) => sum + width, 0) * size;
  let x = Number(/ x="(-?[\d.]+)"/.exec(attributes)?.[1] ?? 0) - whole * (before[anchor] ?? 0);
  const parts = runs.map(({ text, family, width }) => {
    const part = `<tspan x="${x.toFixed(1)}" font-family="${family}">${escaped(text)}</tspan>`;
    x += width * size;
    return part;
  });
  const rest = attributes.replace(/ (?:text-anchor|x)="[^"]*"/g, "");
  return `<text${rest} text-anchor="start" xml:space="preserve">${parts.join("")}</text>`;
}

/** What part of a text stands before the place it is anchored to. */
const before: Record<string, number> = { middle: 0.5, end: 1 };

/** A text in pieces that one font has all letters of, from left to right. */
function runsOf(text: string): Run[] {
  const { files, families } = fontsFor(text);
  // The first two are weights of one family.
  const fonts = families.map((family, n) => ({ family, file: fontFile(files[n === 0 ? 0 : n + 1] ?? "") }));
  return directedParts(text.replace(unseen, "")).flatMap((part) => {
    if (!part.isRightToLeft) return runsIn(part.text.replaceAll("\u200e", ""), fonts);
    // What one font has all of is left to the program that draws it: it joins letters over more than a word.
    const font = fonts.find((one) => hasAll(one, Array.from(part.text)));
    if (font) return [runOf(font, part.text)];
    return inSight(part.text).flatMap((piece) => runsIn(piece, fonts));
  });
}

interface NamedFont {
  family: string;
  file: FontFile;
}

function runsIn(text: string, fonts: readonly NamedFont[]): Run[] {
  const parts: { font: NamedFont; text: string }[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const chars = Array.from(segment);
    const last = parts.at(-1);
    const font =
      (last && !isLetter.test(segment) && goesOn.test(last.text) && hasAll(last.font, chars) ? last.font : undefined) ??
      fonts.find((one) => hasAll(one, chars)) ??
      fonts.find((one) => one.file.has(segment)) ??
      null;
    const used = font ?? fonts[0]!;
    const kept = font ? chars.filter((char) => font.file.has(char)).join("") : "\u25a1";
    if (last?.font === used) last.text += kept;
    else parts.push({ font: used, text: kept });
  }
  return parts.flatMap(({ font, text: part }) => placeable(part, font.file).map((piece) => runOf(font, piece)));
}

/** The programs take glyphs side by side in one cluster for as wide as one of them: what follows is a piece that is placed here. */
function placeable(text: string, font: FontFile): string[] {
  const clusters = font.shaped(text);
  // Read from right to left, a word is one piece: its letters are joined.
  if ((clusters.at(0)?.start ?? 0) > (clusters.at(-1)?.start ?? 0)) return [text];
  const ends = clusters.flatMap(({ beside }, n) => (beside > 1 ? [clusters[n + 1]?.start ?? text.length] : []));
  return [...ends, text.length].map((end, n) => text.slice(ends[n - 1] ?? 0, end)).filter((piece) => piece !== "");
}

function runOf({ family, file }: NamedFont, text: string): Run {
  return { text, family, width: file.shaped(text).reduce((sum, { width }) => sum + width, 0) };
}

function hasAll({ file }: NamedFont, chars: readonly string[]): boolean {
  return chars.every((char) => joiner.test(char) || file.has(char));
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Marks that only say how others are to be drawn or in which direction; the pieces stand in theirs. */
const unseen = /[\ufe0e\ufe0f\u200b\u200f\u2060\u2066-\u2069\ufeff]/g;
const joiner = /[\u200c\u200d]/;
const isLetter = /\p{L}/u;
/** Scripts whose fonts have spaces, digits and signs too: one piece is placed better than many. */
const goesOn =
  /[\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Thai}]/u;
