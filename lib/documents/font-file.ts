import { readFileSync } from "node:fs";
import { Blob, Buffer as Letters, Face, Font, shape } from "harfbuzzjs";

/** What a font knows of letters. */
export interface FontFile {
  has: (char: string) => boolean;
  /** A text of one direction as it is drawn, joined and put in its order; widths in parts of the size. */
  shaped: (text: string) => Cluster[];
}

/** What is drawn as one, most often one letter. */
export interface Cluster {
  /** The first of its letters in the text, in UTF-16. */
  start: number;
  width: number;
  /** How many glyphs stand beside each other. */
  beside: number;
}

const read = new Map<string, FontFile>();

/** A TrueType or OpenType file, kept in memory. */
export function fontFile(file: string): FontFile {
  const known = read.get(file);
  if (known) return known;
  const face = new Face(new Blob(arrayBuffer(readFileSync(file))));
  const font = new Font(face);
  const letters = new Letters();
  const opened: FontFile = {
    has: (char) => font.nominalGlyph(char.codePointAt(0) ?? 0) !== undefined,
    shaped: (text) => {
      letters.reset();
      letters.addText(text);
      letters.guessSegmentProperties();
      shape(font, letters);
      return clustersOf(letters, face.upem);
    },
  };
  read.set(file, opened);
  return opened;
}

function clustersOf(letters: Letters, unitsPerEm: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const { cluster: start, xAdvance = 0 } of letters.getGlyphInfosAndPositions()) {
    const width = xAdvance / unitsPerEm;
    const last = clusters.at(-1);
    if (last?.start === start) {
      last.width += width;
      last.beside += width > 0 ? 1 : 0;
    } else clusters.push({ start, width, beside: width > 0 ? 1 : 0 });
  }
  return clusters;
}

function arrayBuffer({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}
