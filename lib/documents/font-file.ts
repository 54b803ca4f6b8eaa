import { readFileSync } from "node:fs";

/** What a font knows of a letter. */
export interface FontFile {
  /** How wide it is where it stands alone, in parts of the size; null when the font does not have it. */
  widthOf: (codePoint: number) => number | null;
}

const read = new Map<string, FontFile>();

/** The letters of a TrueType or OpenType file (`cmap` and `hmtx`). @throws when it has no table of Unicode letters */
export function fontFile(file: string): FontFile {
  const known = read.get(file);
  if (known) return known;
  const table = tablesOf(readFileSync(file));
  const unitsPerEm = table("head").readUInt16BE(18);
  const count = table("hhea").readUInt16BE(34);
  const widths = table("hmtx");
  const glyphOf = glyphs(table("cmap"), file);
  const font: FontFile = {
    widthOf: (codePoint) => {
      const glyph = glyphOf(codePoint);
      return glyph === 0 ? null : widths.readUInt16BE(4 * Math.min(glyph, count - 1)) / unitsPerEm;
    },
  };
  read.set(file, font);
  return font;
}

/** Copies, so that a file of megabytes is not kept for its tables. */
function tablesOf(bytes: Buffer): (tag: string) => Buffer {
  const places = new Map<string, [start: number, length: number]>();
  for (let n = 0; n < bytes.readUInt16BE(4); n++) {
    const at = 12 + 16 * n;
    places.set(bytes.toString("latin1", at, at + 4), [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)]);
  }
  return (tag) => {
    const [start, length] = places.get(tag) ?? [0, 0];
    return Buffer.from(bytes.subarray(start, start + length));
  };
}

/** The number of a letter's glyph; 0 when there is none. */
function glyphs(cmap: Buffer, file: string): (codePoint: number) => number {
  const starts = Array.from({ length: cmap.readUInt16BE(2) }, (_, n) => cmap.readUInt32BE(8 + 8 * n));
  const ofFormat = (format: number) => starts.find((start) => cmap.readUInt16BE(start) === format);
  const [all, some] = [ofFormat(12), ofFormat(4)];
  if (all !== undefined) return (codePoint) => inGroups(cmap, all, codePoint);
  if (some !== undefined) return (codePoint) => (codePoint > 0xffff ? 0 : inSegments(cmap, some, codePoint));
  throw new Error(`${file} does not say which letters it has: a font with a table of Unicode letters is needed.`);
}

/** Format 12: groups of neighbours, in order. */
function inGroups(cmap: Buffer, start: number, codePoint: number): number {
  const at = start + 16;
  const group = firstWith(cmap.readUInt32BE(start + 12), (n) => cmap.readUInt32BE(at + 12 * n + 4) >= codePoint);
  if (group === null) return 0;
  const first = cmap.readUInt32BE(at + 12 * group);
  return codePoint < first ? 0 : cmap.readUInt32BE(at + 12 * group + 8) + codePoint - first;
}

/** Format 4: segments, whose glyphs are counted on or listed. */
function inSegments(cmap: Buffer, start: number, codePoint: number): number {
  const twice = cmap.readUInt16BE(start + 6);
  const ends = start + 14;
  const segment = firstWith(twice / 2, (n) => cmap.readUInt16BE(ends + 2 * n) >= codePoint);
  if (segment === null) return 0;
  const of = (list: number) => ends + 2 + twice * list + 2 * segment;
  const first = cmap.readUInt16BE(of(1));
  if (codePoint < first) return 0;
  const [delta, range] = [cmap.readUInt16BE(of(2)), cmap.readUInt16BE(of(3))];
  if (range === 0) return (codePoint + delta) & 0xffff;
  const glyph = cmap.readUInt16BE(of(3) + range + 2 * (codePoint - first));
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

/** The first of so many, in an order in which those that are it come last. */
function firstWith(count: number, isIt: (n: number) => boolean): number | null {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isIt(middle)) to = middle;
    else from = middle + 1;
  }
  return from < count ? from : null;
}
