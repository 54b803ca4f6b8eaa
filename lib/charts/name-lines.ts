import { fontSize } from "./canvas";
import { textWidth } from "./text";

/** How names stand along an axis. */
export interface Labels {
  /** The most px that a line of one has. */
  width: number;
  /** Every how many names one is written; 0: all. */
  interval: number;
  rotate?: number;
  lines?: (name: string) => string[];
}

/** Broken at spaces and after signs that join words, into `most` lines; the last may be too long, as may be a word. */
export function wrapped(name: string, place: number, most: number): string[] {
  const lines: string[] = [];
  for (const part of name.trim().split(/(?<=[\s\-./_@])/)) {
    const last = lines.at(-1);
    const longer = (last ?? "") + part;
    if (last === undefined) lines.push(part);
    else if (lines.length === most || widthOf(longer.trimEnd()) <= place) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.map((each) => each.trim());
}

export function widthOf(name: string): number {
  return textWidth(name, fontSize) + 4;
}

/** Every how many of `count` names one is written, where each needs so many px. */
export function intervalOf(room: number, count: number, each: number): number {
  return Math.max(0, Math.ceil((count * each) / Math.max(room, each)) - 1);
}
